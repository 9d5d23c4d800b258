using System.Collections.Concurrent;
using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>Frames that are being made. One that is asked for again while it is (a slow mail, a browser that lost patience) waits for the same work instead of beginning it anew.</summary>
internal sealed class FrameWork
{
    private readonly ConcurrentDictionary<string, Lazy<Task<HtmlBody>>> _open = new(StringComparer.Ordinal);

    /// <param name="key">Link and wishes: what makes two frames the same.</param>
    /// <param name="make">Goes on for the others when the one who asked first goes away; what it does is bounded in size and time.</param>
    public async Task<HtmlBody> ShareAsync(string key, Func<Task<HtmlBody>> make, CancellationToken ct)
    {
        var work = _open.GetOrAdd(key, _ => new Lazy<Task<HtmlBody>>(() => RunAsync(key, make)));
        return await work.Value.WaitAsync(ct);
    }

    private async Task<HtmlBody> RunAsync(string key, Func<Task<HtmlBody>> make)
    {
        await Task.Yield(); // whoever is first must not find it gone before it is kept
        try
        {
            return await make();
        }
        finally
        {
            _open.TryRemove(key, out _);
        }
    }
}
