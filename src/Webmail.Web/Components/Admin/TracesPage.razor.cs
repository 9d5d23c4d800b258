using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Accounts;
using Webmail.Mail.Tracing;
using Webmail.Web.Administration;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Admin;

/// <summary>Who let themselves be traced, and what was heard. The list follows by itself; a trace is read when it is asked for, because each reading is written down.</summary>
public sealed partial class TracesPage : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<TracedAccount>? _accounts;
    private TracedAccount? _shown;
    private string? _text;
    private AdminPhase _phase;
    private ITimer? _clock;
    private string? _asked;
    private bool _isLive;

    [Inject] internal IAdministration Administration { get; set; } = default!;
    [Inject] internal TenantDirectory Tenants { get; set; } = default!;
    [Inject] internal UserClock Clock { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;
    [Inject] internal ILogger<TracesPage> Logger { get; set; } = default!;
    [Inject] internal IStringLocalizer<AdminText> T { get; set; } = default!;

    /// <summary>Whose trace is shown.</summary>
    [SupplyParameterFromQuery] public string? Account { get; set; }

    protected override Task OnInitializedAsync() => ListAsync();

    protected override Task OnParametersSetAsync() => _isLive && !string.Equals(Account, _asked, StringComparison.Ordinal) ? ShowAsync() : Task.CompletedTask;

    // Only where there is a circuit: a page that is rendered ahead has nobody to tell, and would read, and write down, each trace twice.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _isLive = true;
        _clock = Time.CreateTimer(_ => _ = InvokeAsync(ListAsync), null, LookInterval, LookInterval);
        if (Account is not null) await ShowAsync();
    }

    public void Dispose()
    {
        _clock?.Dispose();
        _closing.Cancel();
        _closing.Dispose();
    }

    private Task ListAsync() => TryAsync(async ct =>
    {
        _accounts = await Administration.ListTracesAsync(ct);
        _phase = _accounts is null ? AdminPhase.Refused : AdminPhase.Shown;
        // What its person ended is gone from the screen too.
        if (_shown is { } shown && _accounts?.Any(account => account.AccountId == shown.AccountId) != true) _text = null;
    });

    private Task ShowAsync() => TryAsync(async ct =>
    {
        _asked = Account;
        var accounts = _accounts ?? await Administration.ListTracesAsync(ct); // the list itself may still be on its way
        _shown = Guid.TryParse(Account, out var id) ? accounts?.FirstOrDefault(account => account.AccountId == id) : null;
        _text = _shown is null ? null : await Administration.ReadTraceAsync(id, ct);
    });

    private async Task TryAsync(Func<CancellationToken, Task> read)
    {
        if (_closing.IsCancellationRequested || _phase == AdminPhase.Refused) return;
        try
        {
            await read(_closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return; // the page is left
        }
        catch (Exception error)
        {
            LogUnread(Logger, error); // the next look may be luckier
            _phase = AdminPhase.Failed;
        }

        if (!_closing.IsCancellationRequested) StateHasChanged();
    }

    [LoggerMessage(2302, LogLevel.Error, "Traces could not be read")]
    private static partial void LogUnread(ILogger logger, Exception error);
}
