using Webmail.Mail.Accounts;

namespace Webmail.Web.SignIn;

/// <summary>Ends here what was revoked on another node or has expired, and clears away what is long over.</summary>
internal sealed partial class SessionSweeper(
    SessionCircuits circuits, SessionStore store, SessionEnder ender, SignInThrottle throttle, TimeProvider time, ILogger<SessionSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    /// <summary>Every hundredth look: five minutes.</summary>
    private const int LooksPerClearing = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            for (var look = 1; await timer.WaitForNextTickAsync(stoppingToken); look++)
                await LookAsync(clear: look % LooksPerClearing == 0, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutting down.
        }
    }

    private async Task LookAsync(bool clear, CancellationToken ct)
    {
        try
        {
            var open = circuits.Sessions;
            if (open.Count > 0)
            {
                foreach (var ended in await store.EndedAsync(open, ct))
                    await ender.EndHereAsync(ended);
            }
            if (clear)
            {
                await store.ForgetOldAsync(ct);
                await throttle.ForgetOldAsync(ct);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(logger, failure); // the database is away; the next look is in three seconds
        }
    }

    [LoggerMessage(2103, LogLevel.Warning, "Looking for ended sessions failed")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
