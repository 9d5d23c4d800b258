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
    internal const int MaxAhead = 32;

    /// <summary>A link needs one way to the browser and the question one way back.</summary>
    internal static readonly TimeSpan AheadFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Work> _open = new(StringComparer.Ordinal);
    private int _ahead;

    /// <summary>Begun for somebody who has not asked yet.</summary>
    public int Ahead => Volatile.Read(ref _ahead);

    /// <summary>True while it is being made.</summary>
    public bool IsOpen(string key) => _open.TryGetValue(key, out var work) && !work.Body.IsCompleted;

    /// <param name="key">Link and wishes: what makes two frames the same.</param>
    /// <param name="make">Goes on for the others when the one who asked first goes away; what it does is bounded in size and time.</param>
    public async Task<HtmlBody> ShareAsync(string key, Func<Task<HtmlBody>> make, CancellationToken ct)
    {
        var work = _open.GetOrAdd(key, _ => new Work(() => RunAsync(key, make)));
        work.Taken.TrySetResult();
        var body = await work.Body.WaitAsync(ct);
        _open.TryRemove(KeyValuePair.Create(key, work)); // begun ahead and now taken
        return body;
    }

    /// <summary>Makes it for who will ask in a moment. Does nothing where too many wait already, or where it is being made.</summary>
    public void Begin(string key, Func<Task<HtmlBody>> make)
    {
        if (Interlocked.Increment(ref _ahead) <= MaxAhead && new Work(make) is var work && _open.TryAdd(key, work)) _ = KeepAsync(key, work);
        else Interlocked.Decrement(ref _ahead);
    }

    /// <summary>Never throws.</summary>
    private async Task KeepAsync(string key, Work work)
    {
        try
        {
            await work.Body;
            await work.Taken.Task.WaitAsync(AheadFor, time);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Nobody asked for it in time; or it failed, and whoever asks makes it again and is told.
        }
        finally
        {
            _open.TryRemove(KeyValuePair.Create(key, work));
            Interlocked.Decrement(ref _ahead);
        }
    }

    private async Task<HtmlBody> RunAsync(string key, Func<Task<HtmlBody>> make)
    {
        try
        {
            return await make();
        }
        finally
        {
            _open.TryRemove(key, out _);
        }
    }

    /// <summary>One frame; made when its body is first asked for.</summary>
    private sealed class Work(Func<Task<HtmlBody>> make)
    {
        private readonly Lazy<Task<HtmlBody>> _body = new(async () =>
        {
            await Task.Yield(); // the circuit goes on with its render, and it is not gone before it is kept
            return await make();
        });

        public Task<HtmlBody> Body => _body.Value;

        /// <summary>Done when somebody has asked for it.</summary>
        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
