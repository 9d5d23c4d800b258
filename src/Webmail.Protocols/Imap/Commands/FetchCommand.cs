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
        if (options?.Partial is { } range && !connection.Capabilities.Has("PARTIAL"))
        {
            uids = (await connection.SearchAsync(SearchQuery.Uids(uids), new SearchReturn { Partial = range }, ct).ConfigureAwait(false)).Partial!;
            options = options with { Partial = null };
        }

        // A window is of all the named messages together.
        var named = options?.Partial is null ? SetChunks.Of(uids.Numbers, connection.Capabilities.MessageLimit) : [uids.Numbers];
        foreach (var chunk in named)
        {
            var request = Request(connection.Request("UID FETCH").Space().Set(chunk), items, options, connection.Capabilities, byUid: true);
            var command = new FetchRows(
                request, "UID FETCH", items, row => row.Uid is { } uid && chunk.Contains(uid.Value), connection.Options.Limits, options?.Vanished ?? false, chunk.Count);
            await foreach (var row in RunAsync(connection, command, ct).ConfigureAwait(false))
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
        var request = Request(connection.Request("FETCH").Space().Set(numbers), items, options, connection.Capabilities, byUid: false);
        var command = new FetchRows(request, "FETCH", items, row => Names(numbers, row), connection.Options.Limits, collectsVanished: false)
        {
            Order = CommandOrder.SequenceNumbers,
        };
        return RunAsync(connection, command, ct);
    }

    // "9:*" also names the last message when there are fewer than nine.
    private static bool Names(SequenceSet numbers, FetchRow row) =>
        row.Uid is not null && (numbers.Numbers.Contains(row.SequenceNumber) || numbers.OpenFrom is not null);

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

    private static async IAsyncEnumerable<FetchRow> RunAsync(ImapConnection connection, FetchRows command, [EnumeratorCancellation] CancellationToken ct)
    {
        connection.Start(command);
        try
        {
            await foreach (var row in command.ReadAllAsync(ct).ConfigureAwait(false))
            {
                yield return row;
            }

            await connection.FinishAsync(command, ct).ConfigureAwait(false);
        }
        finally
        {
            connection.Abandon(command);
        }
    }
}
