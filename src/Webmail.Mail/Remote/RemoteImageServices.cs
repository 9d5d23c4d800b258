using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail.Pictures;

namespace Webmail.Mail.Remote;

public static class RemoteImageServices
{
    /// <summary>The rules about pictures on other hosts, and the proxy that fetches them. Wants the network guard and the accounts beside it.</summary>
    public static IServiceCollection AddWebmailRemoteImages(this IServiceCollection services)
    {
        services.AddOptions<RemoteImageOptions>().BindConfiguration(RemoteImageOptions.Section)
            .Validate(options => options.CacheMegabytes is > 0 and <= 1024 * 1024, $"{RemoteImageOptions.Section}:CacheMegabytes must be from 1 to 1048576.")
            .Validate(options => !string.IsNullOrWhiteSpace(options.CacheFolder), $"{RemoteImageOptions.Section}:CacheFolder must name a folder.")
            .ValidateOnStart();
        services.AddSingleton<PictureDesk>();
        services.AddSingleton<RemotePictureFetcher>();
        services.AddSingleton<RemotePictureCache>();
        services.AddSingleton<RemotePictures>();
        services.AddSingleton<IRemoteImageRules, RemoteImageRules>();
        return services;
    }
}
