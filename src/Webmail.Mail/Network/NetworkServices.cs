using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Network;

public static class NetworkServices
{
    /// <summary>The guard, and the connectors that pass through it.</summary>
    public static IServiceCollection AddWebmailNetwork(this IServiceCollection services)
    {
        services.AddOptions<NetworkOptions>().BindConfiguration(NetworkOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NetworkOptions>, NetworkValidation>();
        services.AddSingleton<INameResolver, SystemNameResolver>();
        services.AddSingleton<NetworkGuard>();
        services.AddSingleton<GuardedHttp>();
        services.AddSingleton<Func<AccountLogin, INetworkConnector>>(provider => provider.GetRequiredService<NetworkGuard>().For);
        return services;
    }
}
