using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Health;
using Webmail.Web.Administration;

namespace Webmail.Web.Components.Admin;

/// <summary>How the installation does, refreshed while somebody looks.</summary>
public sealed partial class HealthPage : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closing = new();
    private HealthReport? _report;
    private IReadOnlyList<CommandFigures> _commands = [];
    private AdminPhase _phase;
    private ITimer? _clock;
    private bool _isReading;
    private string? _host;

    [Inject] internal IAdministration Administration { get; set; } = default!;
    [Inject] internal NavigationManager Navigation { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;
    [Inject] internal ILogger<HealthPage> Logger { get; set; } = default!;
    [Inject] internal IStringLocalizer<AdminText> T { get; set; } = default!;

    /// <summary>Whose commands are shown; the busiest server's when it is none that is known. Empty: those without a place of their own.</summary>
    [SupplyParameterFromQuery] public string? Server { get; set; }

    protected override Task OnParametersSetAsync() => ReadAsync();

    // Only where there is a circuit: a page that is rendered ahead has nobody to tell.
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _clock = Time.CreateTimer(_ => _ = InvokeAsync(ReadAsync), null, LookInterval, LookInterval);
    }

    public void Dispose()
    {
        _clock?.Dispose();
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_isReading || _closing.IsCancellationRequested || _phase == AdminPhase.Refused) return;
        _isReading = true;
        try
        {
            var report = await Administration.ReadHealthAsync(_closing.Token);
            var host = report is null ? null : Choose(report);
            var commands = report is null ? null : await Administration.ReadCommandsAsync(host, _closing.Token);
            if (report is null || commands is null) _phase = AdminPhase.Refused;
            else (_report, _host, _commands, _phase) = (report, host, commands, AdminPhase.Shown);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The page is left.
        }
        catch (Exception error)
        {
            LogUnread(Logger, error); // the next look may be luckier
            _phase = AdminPhase.Failed;
        }
        finally
        {
            _isReading = false;
        }

        if (!_closing.IsCancellationRequested) StateHasChanged();
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

    [LoggerMessage(2301, LogLevel.Error, "The installation's health could not be read")]
    private static partial void LogUnread(ILogger logger, Exception error);
}
