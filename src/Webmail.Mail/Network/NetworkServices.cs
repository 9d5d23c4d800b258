using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Webmail.Mail.Network;

public static class NetworkServices
{
    public static IServiceCollection AddWebmailNetwork(this IServiceCollection services)
    {
        services.AddOptions<NetworkOptions>().BindConfiguration(NetworkOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NetworkOptions>, NetworkValidation>();
        services.AddSingleton<INameResolver, SystemNameResolver>();
        services.AddSingleton<NetworkGuard>();
        return services;
    }
}
