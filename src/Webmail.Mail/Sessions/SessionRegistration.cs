using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Sasl;

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
        services.AddSingleton<CommandMetrics>();
        services.AddSingleton<ProvenConnections>();
        // An hour spans the connections of a person at work; what is not used is overwritten.
        services.AddSingleton(provider => new ScramKeys(provider.GetRequiredService<TimeProvider>(), TimeSpan.FromHours(1)));
        services.AddSingleton<ImapDialer>();
        services.AddSingleton<IAccountProver, ImapAccountProver>();
        services.AddSingleton<AccountRegistry>();
        services.AddSingleton<IAccountSessions>(provider => provider.GetRequiredService<AccountRegistry>());
        services.AddHostedService(provider => provider.GetRequiredService<AccountRegistry>());
        return services;
    }
}
