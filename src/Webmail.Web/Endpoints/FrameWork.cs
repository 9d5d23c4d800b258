using System.Collections.Concurrent;
using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>
/// Frames that are being made. One that is asked for again while it is (a slow mail, a browser that lost patience) waits for the same work instead of beginning it anew,
/// and one that was begun ahead waits a moment for who asks for it.
/// </summary>
internal sealed class FrameWork(TimeProvider time)
{
    /// <summary>Made frames that nobody has asked for yet, in the whole process: some MB each at worst.</summary>
    private const int MaxAhead = 32;

    /// <summary>A link needs one way to the browser and the question one way back.</summary>
    internal static readonly TimeSpan AheadFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<HtmlBody>>> _open = new(StringComparer.Ordinal);
    private int _ahead;

    /// <summary>True while it is being made.</summary>
    public bool IsOpen(string key) => _open.TryGetValue(key, out var work) && !work.Value.IsCompleted;

    /// <param name="key">Link and wishes: what makes two frames the same.</param>
    /// <param name="make">Goes on for the others when the one who asked first goes away; what it does is bounded in size and time.</param>
    public async Task<HtmlBody> ShareAsync(string key, Func<Task<HtmlBody>> make, CancellationToken ct)
    {
        var work = _open.GetOrAdd(key, _ => new Lazy<Task<HtmlBody>>(() => RunAsync(key, make)));
        var body = await work.Value.WaitAsync(ct);
        _open.TryRemove(KeyValuePair.Create(key, work)); // begun ahead and now taken
        return body;
    }

    /// <summary>Makes it for who will ask in a moment. Does nothing where too many wait already.</summary>
    public void Begin(string key, Func<Task<HtmlBody>> make)
    {
        if (Interlocked.Increment(ref _ahead) > MaxAhead)
        {
            Interlocked.Decrement(ref _ahead);
            return;
        }

        var work = _open.GetOrAdd(key, _ => new Lazy<Task<HtmlBody>>(() => MakeAsync(make)));
        _ = KeepAsync(key, work);
    }

    private async Task KeepAsync(string key, Lazy<Task<HtmlBody>> work)
    {
        try
        {
            await work.Value;
            await Task.Delay(AheadFor, time);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whoever asks for the frame makes it again and is told.
        }
        finally
        {
            _open.TryRemove(KeyValuePair.Create(key, work));
            Interlocked.Decrement(ref _ahead);
        }
    }

    private static async Task<HtmlBody> MakeAsync(Func<Task<HtmlBody>> make)
    {
        await Task.Yield(); // the circuit goes on with its render
        return await make();
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
