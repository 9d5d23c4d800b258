using System.Runtime.CompilerServices;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>FETCH and UID FETCH of flags and nothing else (RFC 9051 section 6.4.5): a value a message instead of a <see cref="FetchRow"/>.</summary>
public static class FetchFlagsCommand
{
    private static readonly FetchItems WithModSeq = FetchItems.FlagsOnly with { ModSeq = true };

    /// <summary>
    /// Lists flags by UID. A message whose flags the server does not tell, or not so that they could be read, has no row. Leaving the enumeration early drops the
    /// rest of the answer; the connection goes on. Another listing of flags on the connection waits until this one has ended.
    /// </summary>
    /// <param name="modSeq">Ask for MODSEQ; needs CONDSTORE, and enables it (RFC 7162 section 3.1).</param>
    /// <exception cref="ImapCommandException">The server refused, perhaps after some rows.</exception>
    public static async IAsyncEnumerable<FlagRow> FetchFlagsAsync(
        this ImapConnection connection,
        UidSet uids,
        bool modSeq = false,
        FetchOptions? options = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        (uids, options) = await connection.WindowAsync(uids, options, ct).ConfigureAwait(false);
        foreach (var chunk in connection.Chunks(uids, options))
        {
            var request = connection.FetchRequest(chunk, Items(modSeq), options);
            var command = new FlagRows(request, "UID FETCH", (_, uid) => chunk.Contains(uid.Value), connection.Options.Limits);
            await foreach (var row in command.RunAsync(connection, ct).ConfigureAwait(false))
            {
                yield return row;
            }
        }
    }

    /// <summary>Lists flags by sequence number. Waits until nothing runs that may change the numbers.</summary>
    /// <param name="modSeq">Ask for MODSEQ; needs CONDSTORE, and enables it (RFC 7162 section 3.1).</param>
    /// <exception cref="ImapCommandException">The server refused, perhaps after some rows.</exception>
    public static IAsyncEnumerable<FlagRow> FetchFlagsAsync(
        this ImapConnection connection,
        SequenceSet numbers,
        bool modSeq = false,
        FetchOptions? options = null,
        CancellationToken ct = default)
    {
        var request = connection.FetchRequest(numbers, Items(modSeq), options);
        var command = new FlagRows(request, "FETCH", (number, _) => FetchCommand.Names(numbers, number), connection.Options.Limits)
        {
            Order = CommandOrder.SequenceNumbers,
        };
        return command.RunAsync(connection, ct);
    }

    private static FetchItems Items(bool modSeq) => modSeq ? WithModSeq : FetchItems.FlagsOnly;
}
