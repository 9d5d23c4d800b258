using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail.Tracing;

namespace Webmail.Mail.Health;

public static class HealthServices
{
    /// <summary>Figures and traces for administrators. Wants accounts and sessions beside it.</summary>
    public static IServiceCollection AddWebmailHealth(this IServiceCollection services)
    {
        services.AddSingleton<ServerHistory>();
        services.AddSingleton<UseHistory>();
        services.AddHostedService(provider => provider.GetRequiredService<UseHistory>());
        services.AddSingleton<InstallationHealth>();
        services.AddSingleton<WireTraces>();
        services.AddSingleton<AccountTraces>();
        return services;
    }
}
