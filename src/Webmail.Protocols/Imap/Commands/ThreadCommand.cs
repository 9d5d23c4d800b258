using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>How messages are put into conversations (RFC 5256 section 4; REFS: draft-ietf-morg-inthread).</summary>
public enum ThreadAlgorithm
{
    /// <summary>By References and In-Reply-To, then by subject.</summary>
    References,

    /// <summary>By References and In-Reply-To alone, conversations in the order of their newest message.</summary>
    Refs,

    /// <summary>By subject.</summary>
    OrderedSubject,
}

/// <summary>UID THREAD (RFC 5256). Of a whole big folder it costs a server seconds: give it a window.</summary>
public static class ThreadCommand
{
    /// <summary>The algorithms the server announces, those that follow references first.</summary>
    public static IReadOnlyList<ThreadAlgorithm> ThreadAlgorithms(this ImapCapabilities capabilities) =>
        [.. new[] { ThreadAlgorithm.Refs, ThreadAlgorithm.References, ThreadAlgorithm.OrderedSubject }.Where(one => capabilities.Has("THREAD=" + Word(one)))];

    /// <summary>Conversations among what a query finds; the numbers in the nodes are UIDs.</summary>
    /// <exception cref="ImapCommandException">BADCHARSET, LIMIT, ...</exception>
    /// <exception cref="NotSupportedException">The server does not announce this algorithm.</exception>
    public static async Task<IReadOnlyList<ThreadNode>> ThreadAsync(this ImapConnection connection, ThreadAlgorithm algorithm, SearchQuery query, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("THREAD=" + Word(algorithm)))
        {
            throw new NotSupportedException($"The server has no THREAD={Word(algorithm)}.");
        }

        var threads = new List<ThreadNode>();
        var command = new ImapCommand(connection.Request("UID THREAD").Space().Raw(Word(algorithm)).Raw(" UTF-8 ").Keys(connection, query), "UID THREAD")
        {
            Order = query.UsesNumbers ? CommandOrder.SequenceNumbers : CommandOrder.Free,
            Replies = ReplyKind.Thread,
            Collect = response =>
            {
                threads.AddRange(response is ThreadReply reply ? reply.Threads : []);
                return response is ThreadReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return threads;
    }

    private static string Word(ThreadAlgorithm algorithm) => algorithm.ToString().ToUpperInvariant();
}
