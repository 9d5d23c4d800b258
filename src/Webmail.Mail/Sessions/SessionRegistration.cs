using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;

namespace Webmail.Mail.Sessions;

public static class SessionRegistration
{
    /// <summary>Live accounts and their connections. Wants a <c>Func&lt;AccountLogin, INetworkConnector&gt;</c> (the network guard) beside it.</summary>
    public static IServiceCollection AddWebmailSessions(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddOptions<SessionLimits>().BindConfiguration("Webmail:Sessions");
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SessionLimits>>().Value);
        services.TryAddSingleton(_ => new Random());
        services.AddSingleton<ConnectionBudget>();
        services.AddSingleton<SessionMetrics>();
        services.AddSingleton<ProvenConnections>();
        services.AddSingleton<ImapDialer>();
        services.AddSingleton<IAccountProver, ImapAccountProver>();
        services.AddSingleton<AccountRegistry>();
        services.AddSingleton<IAccountSessions>(provider => provider.GetRequiredService<AccountRegistry>());
        services.AddHostedService(provider => provider.GetRequiredService<AccountRegistry>());
        return services;
    }
}
