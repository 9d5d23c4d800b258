using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Health;

namespace Webmail.Web.Components.Admin;

/// <summary>How the installation does.</summary>
public sealed partial class HealthPage
{
    private HealthReport? _report;
    private IReadOnlyList<CommandFigures> _commands = [];
    private string? _host;

    [Inject] internal NavigationManager Navigation { get; set; } = default!;
    [Inject] internal IStringLocalizer<AdminText> T { get; set; } = default!;

    /// <summary>Whose commands are shown; the busiest server's when it is none that is known. Empty: those without a place of their own.</summary>
    [SupplyParameterFromQuery] public string? Server { get; set; }

    protected override Task OnParametersSetAsync() => LookAsync();

    protected override async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await Administration.ReadHealthAsync(ct) is not { } report) return false;
        var host = Choose(report);
        if (await Administration.ReadCommandsAsync(host, ct) is not { } commands) return false;
        (_report, _host, _commands) = (report, host, commands);
        return true;
    }

    private string? Choose(HealthReport report)
    {
        var wanted = Server is { Length: > 0 } named ? report.Servers.FirstOrDefault(server => string.Equals(server.Host, named, StringComparison.Ordinal))
            : Server is { Length: 0 } ? report.Servers.FirstOrDefault(server => server.Host is null) : null;
        return (wanted ?? report.Servers.MaxBy(server => server.Connections))?.Host;
    }

    private void ChooseAsync(string host) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("server", host), replace: true);

    private string Trouble(ServerReport server)
    {
        var host = server.Host ?? T["OtherServers"].Value;
        return server.State == ServerState.Slow ? T["TroubleSlow", host, Figures.Time(server.RecentPercentile, T)] : T["TroubleUnreachable", host];
    }
}
