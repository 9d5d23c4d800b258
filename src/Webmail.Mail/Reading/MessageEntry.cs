using System.Collections.Concurrent;
using Webmail.Mime.Parts;

namespace Webmail.Mail.Reading;

/// <summary>What is in memory of one message: its head and plan, and the bodies fetched so far (decoded, by section).</summary>
internal sealed class MessageEntry(OpenedMessage opened, BodyPlan plan, IReadOnlyDictionary<string, IPartNode> parts)
{
    /// <summary>What a message costs without its bodies: head, plan and structure of an ordinary one, measured.</summary>
    private const int BaseCost = 6 * 1024;

    private readonly ConcurrentDictionary<string, Task<PartBytes>> _bodies = new(StringComparer.Ordinal);
    private int _fetched;

    public OpenedMessage Opened { get; } = opened;

    public BodyPlan Plan { get; } = plan;

    /// <summary>Every leaf by its section.</summary>
    public IReadOnlyDictionary<string, IPartNode> Parts { get; } = parts;

    /// <summary>Bytes held.</summary>
    public int Cost => BaseCost + Opened.Header.Raw.Length + (Beginning?.Content.Length ?? 0) + (Parts.Count * 512) + Volatile.Read(ref _fetched);

    /// <summary>A body that came with the head. One that is there already stays.</summary>
    public void Keep(string section, PartBytes bytes)
    {
        if (_bodies.TryAdd(section, Task.FromResult(bytes))) Interlocked.Add(ref _fetched, bytes.Content.Length);
    }

    /// <summary>The first octets of part 1 where it is too long to have come whole with the head.</summary>
    public PartBytes? Beginning { get; private init; }

    /// <summary>The same message, nothing fetched of it yet, with that beginning.</summary>
    public MessageEntry With(PartBytes beginning) => new(Opened, Plan, Parts) { Beginning = beginning };

    public bool Has(string section) => _bodies.ContainsKey(section);

    /// <summary>The body, fetched once however many ask for it at the same time. A failure is not kept.</summary>
    public Task<PartBytes> BodyAsync(string section, Func<Task<PartBytes>> fetch)
    {
        if (_bodies.TryGetValue(section, out var known)) return known;
        var starting = new TaskCompletionSource<PartBytes>(TaskCreationOptions.RunContinuationsAsynchronously);
        var winner = _bodies.GetOrAdd(section, starting.Task);
        if (winner == starting.Task) _ = RunAsync(section, fetch, starting);
        return winner;
    }

    /// <summary>Never throws: what goes wrong is handed to those who wait.</summary>
    private async Task RunAsync(string section, Func<Task<PartBytes>> fetch, TaskCompletionSource<PartBytes> waiting)
    {
        try
        {
            var bytes = await fetch();
            Interlocked.Add(ref _fetched, bytes.Content.Length);
            waiting.SetResult(bytes);
        }
        catch (Exception error)
        {
            _bodies.TryRemove(KeyValuePair.Create(section, waiting.Task));
            waiting.SetException(error);
            _ = waiting.Task.Exception; // seen here, also when nobody waits
        }
    }
}

/// <summary>A decoded part, or its beginning.</summary>
/// <param name="IsCut">True when there is more of it on the server.</param>
internal sealed record PartBytes(ReadOnlyMemory<byte> Content, bool IsCut);
