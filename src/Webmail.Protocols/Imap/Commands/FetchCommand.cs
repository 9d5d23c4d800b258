using System.Globalization;
using System.Runtime.CompilerServices;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>FETCH and UID FETCH (RFC 9051 section 6.4.5), one message a row, as the rows arrive.</summary>
public static class FetchCommand
{
    /// <summary>Fetches by UID. Leaving the enumeration early drops the rest of the answer; the connection goes on.</summary>
    /// <exception cref="ImapCommandException">The server refused, perhaps after some rows.</exception>
    public static async IAsyncEnumerable<FetchRow> FetchAsync(
        this ImapConnection connection,
        UidSet uids,
        FetchItems items,
        FetchOptions? options = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        (uids, options) = await connection.WindowAsync(uids, options, ct).ConfigureAwait(false);
        foreach (var chunk in connection.Chunks(uids, options))
        {
            var request = connection.FetchRequest(chunk, items, options);
            var command = new FetchRows(
                request, "UID FETCH", items, row => row.Uid is { } uid && chunk.Contains(uid.Value), connection.Options.Limits, options?.Vanished ?? false, chunk.Count);
            await foreach (var row in command.RunAsync(connection, ct).ConfigureAwait(false))
            {
                yield return row;
            }
        }
    }

    /// <summary>Fetches by sequence number: for windows counted from the end. Waits until nothing runs that may change the numbers.</summary>
    /// <exception cref="ImapCommandException">The server refused, perhaps after some rows.</exception>
    public static IAsyncEnumerable<FetchRow> FetchAsync(
        this ImapConnection connection,
        SequenceSet numbers,
        FetchItems items,
        FetchOptions? options = null,
        CancellationToken ct = default)
    {
        var request = connection.FetchRequest(numbers, items, options);
        var command = new FetchRows(request, "FETCH", items, row => row.Uid is not null && Names(numbers, row.SequenceNumber), connection.Options.Limits, collectsVanished: false)
        {
            Order = CommandOrder.SequenceNumbers,
        };
        return command.RunAsync(connection, ct);
    }

    /// <summary>Where the server lacks PARTIAL, a search finds out first which messages the window has.</summary>
    internal static async ValueTask<(UidSet Uids, FetchOptions? Options)> WindowAsync(this ImapConnection connection, UidSet uids, FetchOptions? options, CancellationToken ct)
    {
        if (options?.Partial is not { } range || connection.Capabilities.Has("PARTIAL"))
        {
            return (uids, options);
        }

        var window = await connection.SearchAsync(SearchQuery.Uids(uids), new SearchReturn { Partial = range }, ct).ConfigureAwait(false);
        return (window.Partial!, options with { Partial = null });
    }

    /// <summary>The messages in as many commands as it takes; a window is of all of them together.</summary>
    internal static IEnumerable<NumberSet> Chunks(this ImapConnection connection, UidSet uids, FetchOptions? options) =>
        options?.Partial is null ? SetChunks.Of(uids.Numbers, connection.Capabilities.MessageLimit) : [uids.Numbers];

    /// <summary>UID FETCH.</summary>
    internal static ImapRequest FetchRequest(this ImapConnection connection, NumberSet uids, FetchItems items, FetchOptions? options) =>
        Request(connection.Request("UID FETCH").Space().Set(uids), items, options, connection.Capabilities, byUid: true);

    /// <summary>FETCH by sequence number.</summary>
    internal static ImapRequest FetchRequest(this ImapConnection connection, SequenceSet numbers, FetchItems items, FetchOptions? options) =>
        Request(connection.Request("FETCH").Space().Set(numbers), items, options, connection.Capabilities, byUid: false);

    // "9:*" also names the last message when there are fewer than nine.
    internal static bool Names(SequenceSet numbers, uint sequenceNumber) => numbers.OpenFrom is not null || numbers.Numbers.Contains(sequenceNumber);

    private static ImapRequest Request(ImapRequest request, FetchItems items, FetchOptions? options, ImapCapabilities capabilities, bool byUid)
    {
        request.Space().Raw(items.Words(capabilities));
        var modifiers = new List<string>();
        if (options?.ChangedSince is { } since && (capabilities.Has("CONDSTORE") || capabilities.Has("QRESYNC")))
        {
            modifiers.Add(string.Create(CultureInfo.InvariantCulture, $"CHANGEDSINCE {since.Value}"));
            if (options.Vanished && byUid && capabilities.Has("QRESYNC"))
            {
                modifiers.Add("VANISHED");
            }
        }

        if (options?.Partial is { } range && byUid)
        {
            modifiers.Add(string.Create(CultureInfo.InvariantCulture, $"PARTIAL {range.First}:{range.Last}"));
        }

        return modifiers.Count > 0 ? request.Raw($" ({string.Join(' ', modifiers)})") : request;
    }
}
