using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>What to do with flags.</summary>
public enum StoreAction
{
    Add,
    Remove,
    Replace,
}

/// <summary>What STORE did.</summary>
/// <param name="Modified">Messages left alone, because someone changed them after <c>unchangedSince</c>; empty otherwise.</param>
/// <param name="Told">What the server said of each message meanwhile, at most one entry for each that was named; with CONDSTORE its new modification sequence, and not silent its flags.</param>
public sealed record StoreResult(UidSet Modified, IReadOnlyDictionary<Uid, StoredFlags> Told);

/// <summary>A message after STORE.</summary>
public readonly record struct StoredFlags(ModSeq? ModSeq, FlagSet? Flags);

/// <summary>UID STORE (RFC 9051 section 6.4.6), conditional where CONDSTORE is announced (RFC 7162 section 3.1.3).</summary>
public static class StoreCommand
{
    /// <summary>
    /// Changes flags. Silent: the server does not repeat the flags to this connection. Messages that are gone are passed over.
    /// A long list goes in several commands, sent at once; a refusal of one leaves the others done.
    /// </summary>
    /// <exception cref="ImapCommandException">Refused: READ-ONLY mailbox, NOPERM, LIMIT (too many keywords), ...</exception>
    public static Task<StoreResult> StoreAsync(
        this ImapConnection connection, UidSet uids, StoreAction action, FlagSet flags, ModSeq? unchangedSince, CancellationToken ct) =>
        connection.StoreAsync(uids, action, flags, unchangedSince, silent: true, ct);

    /// <summary>The same; when not silent, the new flags of each message arrive in <see cref="ImapConnection.Events"/>.</summary>
    /// <exception cref="ImapCommandException">Refused, as above.</exception>
    public static async Task<StoreResult> StoreAsync(
        this ImapConnection connection, UidSet uids, StoreAction action, FlagSet flags, ModSeq? unchangedSince, bool silent, CancellationToken ct)
    {
        var condition = unchangedSince is { } since && connection.Capabilities.Has("CONDSTORE")
            ? string.Create(CultureInfo.InvariantCulture, $" (UNCHANGEDSINCE {since.Value})")
            : "";
        var word = action switch { StoreAction.Add => "+FLAGS", StoreAction.Remove => "-FLAGS", _ => "FLAGS" } + (silent ? ".SILENT" : "");
        var told = new Dictionary<Uid, StoredFlags>(); // only the reader loop writes to it, and no command is left when it is read
        var asked = SetChunks.Of(uids.Numbers, connection.Capabilities.MessageLimit).Select(chunk => OneAsync(connection, chunk, condition, word, flags, told, ct)).ToList();
        var modified = NumberSet.Empty;
        foreach (var one in await Task.WhenAll(asked).ConfigureAwait(false))
        {
            modified = modified.Union(one);
        }

        return new StoreResult(new UidSet(modified), told);
    }

    private static async Task<NumberSet> OneAsync(
        ImapConnection connection, NumberSet uids, string condition, string word, FlagSet flags, Dictionary<Uid, StoredFlags> told, CancellationToken ct)
    {
        var request = connection.Request("UID STORE").Space().Set(uids).Raw(condition).Space().Raw(word).Space().Flags(flags);
        var command = new ImapCommand(request, "UID STORE")
        {
            Gathers = false,

            Collect = response =>
            {
                if (response is not FetchReply { Row: { Uid: { } uid } row } || !uids.Contains(uid.Value))
                {
                    return false;
                }

                told[uid] = new StoredFlags(row.ModSeq, row.Flags);

                // With CONDSTORE even a silent store is answered with the new MODSEQ of each message (RFC 7162 section 3.1.3): no news.
                return row is { Flags: null, ModSeq: not null };
            },
        };
        var tagged = await connection.RunAsync(command, ct).ConfigureAwait(false);
        return tagged.Code is ModifiedCode modified ? modified.Messages : NumberSet.Empty;
    }
}
