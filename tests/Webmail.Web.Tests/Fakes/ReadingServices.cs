using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Mail.Remote;
using Webmail.Mail.Trust;

namespace Webmail.Web.Tests.Fakes;

/// <summary>What reading a message needs beside an account.</summary>
internal static class ReadingServices
{
    public static IServiceCollection AddReading(this IServiceCollection services)
    {
        services.AddOptions<TenantsOptions>();
        services.AddSingleton<TenantDirectory>();
        services.AddWebmailTrust();
        services.AddWebmailNetwork();
        services.AddWebmailRemoteImages();
        services.AddSingleton<FakeImageRules>();
        return services.AddSingleton<IRemoteImageRules>(provider => provider.GetRequiredService<FakeImageRules>());
    }
}
