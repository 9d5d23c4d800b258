using Microsoft.AspNetCore.Components;
using Webmail.Web.Administration;

namespace Webmail.Web.Components.Admin;

/// <summary>An administrator's page: what it shows is read again as long as somebody looks.</summary>
public abstract partial class AdminPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closing = new();
    private ITimer? _clock;
    private bool _isLooking;

    [Inject] internal IAdministration Administration { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;
    [Inject] internal ILoggerFactory Loggers { get; set; } = default!;

    private protected AdminPhase Phase { get; private set; }

    public void Dispose()
    {
        _clock?.Dispose();
        _closing.Cancel();
        _closing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows all the time. False where its reader is no administrator any more.</summary>
    protected abstract Task<bool> ReadAsync(CancellationToken ct);

    // Only where there is a circuit: a page that is drawn ahead has nobody to tell.
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _clock = Time.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, LookInterval, LookInterval);
    }

    protected async Task LookAsync()
    {
        if (_isLooking) return;
        _isLooking = true;
        await TryAsync(ReadAsync);
        _isLooking = false;
    }

    /// <summary>Never throws: what could not be read is said on the page, and the next look may be luckier.</summary>
    /// <param name="read">Returns false where its reader is no administrator any more.</param>
    protected async Task TryAsync(Func<CancellationToken, Task<bool>> read)
    {
        if (_closing.IsCancellationRequested || Phase == AdminPhase.Refused) return;
        try
        {
            Become(await read(_closing.Token) ? AdminPhase.Shown : AdminPhase.Refused);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return; // the page is left
        }
        catch (Exception error)
        {
            LogUnread(Loggers.CreateLogger(GetType()), error);
            Become(AdminPhase.Failed);
        }

        if (!_closing.IsCancellationRequested) StateHasChanged();
    }

    /// <summary>Who was refused stays so: two reads may be on their way, and the later answer may be the older one.</summary>
    private void Become(AdminPhase phase)
    {
        if (Phase != AdminPhase.Refused) Phase = phase;
    }

    [LoggerMessage(2301, LogLevel.Error, "What the page shows could not be read")]
    private static partial void LogUnread(ILogger logger, Exception error);
}
