using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Circuit;

/// <summary>What a circuit needs for itself; all of it ends with the circuit.</summary>
internal static class CircuitServices
{
    public static IServiceCollection AddCircuit(this IServiceCollection services) => services
        .AddScoped<CurrentDevice>()
        .AddScoped<CurrentAccount>()
        .AddScoped<UserClock>()
        .AddScoped<Toasts>()
        .AddScoped<MailboxState>()
        .AddScoped<Triage>()
        .AddScoped<ReadMarker>();
}
