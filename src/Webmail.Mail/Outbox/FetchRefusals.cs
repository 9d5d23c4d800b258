using System.Collections.Concurrent;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Outbox;

/// <summary>Which submission servers did not fetch from which mail servers although they offered it; kept in memory, for a time.</summary>
internal sealed class FetchRefusals(TimeProvider time)
{
    /// <summary>Pairs of servers remembered; beyond, all are tried anew.</summary>
    private const int MaxKnown = 1_000;

    /// <summary>Until it is tried again: an administrator may have mended it, and a try costs one message sent in two ways.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(ServerEndpoint Submission, ServerEndpoint Mail), long> _known = new();

    public bool Has(ServerEndpoint submission, ServerEndpoint mail) => _known.TryGetValue((submission, mail), out var since) && time.GetElapsedTime(since) < Life;

    public void Note(ServerEndpoint submission, ServerEndpoint mail)
    {
        if (_known.Count >= MaxKnown) _known.Clear();
        _known[(submission, mail)] = time.GetTimestamp();
    }
}
