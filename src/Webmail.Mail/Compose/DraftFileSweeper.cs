using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Webmail.Mail.Compose;

/// <summary>Clears files away that no draft asks for any more.</summary>
internal sealed partial class DraftFileSweeper(DraftFiles files, TimeProvider time, ILogger<DraftFileSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutting down.
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        try
        {
            await files.ForgetOldAsync(ct);
        }
        catch (Exception away) when (away is DbException or TimeoutException or InvalidOperationException)
        {
            LogFailed(logger, away); // the next sweep finds them too
        }
    }

    [LoggerMessage(3641, LogLevel.Warning, "Old files of drafts could not be cleared away.")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
