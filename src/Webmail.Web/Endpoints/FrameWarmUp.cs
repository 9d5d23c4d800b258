using Webmail.Html.Sanitizing;

namespace Webmail.Web.Endpoints;

/// <summary>
/// Makes a letter of our own safe some times after the start: by then the runtime has compiled what does it, and the first mail that somebody opens is not the one that
/// waits for that (300 ms of a newsletter of 200 kB; 30 with this). Takes 1.3 s of one core in small pieces.
/// </summary>
internal sealed class FrameWarmUp(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    /// <summary>The runtime compiles for speed what was called thirty times.</summary>
    private const int Rounds = 40;

    /// <summary>As long as a letter of these days.</summary>
    private const int Articles = 12;

    /// <summary>Between two rounds, for whoever is there already.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using (var started = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken))
                await Task.Delay(Timeout.InfiniteTimeSpan, time, started.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Yield(); // the wait ends on the thread that starts the product
            var letter = Letter();
            for (var round = 0; round < Rounds; round++)
            {
                stoppingToken.ThrowIfCancellationRequested();
                Make(letter, darken: round % 4 == 0);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutting down.
        }
    }

    internal static SanitizeResult Make(string letter, bool darken) =>
        HtmlSanitizer.Sanitize(letter, new SanitizeOptions { RemoteImageUrl = _ => "/", InlineImageUrl = _ => "/", Darken = darken });

    /// <summary>What newsletters are made of, several times over.</summary>
    internal static string Letter()
    {
        var page = FrameDocument.Own("WarmUpLetter.html");
        var (start, end) = (page.IndexOf("<table", StringComparison.Ordinal), page.IndexOf("</body>", StringComparison.Ordinal));
        return page[..start] + string.Concat(Enumerable.Repeat(page[start..end], Articles)) + page[end..];
    }
}
