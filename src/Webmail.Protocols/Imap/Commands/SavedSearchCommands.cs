using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>
/// Commands about "$", what the last search with <see cref="SearchReturn.Save"/> found (SEARCHRES, RFC 5182): "all of these" costs no list of UIDs
/// in either direction. Selecting another mailbox forgets it.
/// </summary>
public static class SavedSearchCommands
{
    /// <summary>Changes flags of the saved hits. Silent.</summary>
    /// <exception cref="ImapCommandException">Refused.</exception>
    public static async Task<StoreResult> StoreSavedAsync(this ImapConnection connection, StoreAction action, FlagSet flags, ModSeq? unchangedSince, CancellationToken ct)
    {
        var request = connection.Request("UID STORE $");
        if (unchangedSince is { } since && connection.Capabilities.Has("CONDSTORE"))
        {
            request.Raw(string.Create(CultureInfo.InvariantCulture, $" (UNCHANGEDSINCE {since.Value})"));
        }

        var word = action switch { StoreAction.Add => "+FLAGS", StoreAction.Remove => "-FLAGS", _ => "FLAGS" };
        var tagged = await RunAsync(connection, request.Space().Raw(word).Raw(".SILENT ").Flags(flags), "UID STORE", ct).ConfigureAwait(false);
        return new StoreResult(tagged.Code is ModifiedCode modified ? new UidSet(modified.Messages) : UidSet.Empty, new Dictionary<Uid, StoredFlags>());
    }

    /// <summary>Copies the saved hits.</summary>
    /// <exception cref="ImapCommandException">As of COPY.</exception>
    public static Task<CopyResult> CopySavedAsync(this ImapConnection connection, MailboxName to, CancellationToken ct) => TransferAsync(connection, "UID COPY", to, ct);

    /// <summary>Moves the saved hits; needs MOVE.</summary>
    /// <exception cref="ImapCommandException">As of MOVE.</exception>
    public static Task<CopyResult> MoveSavedAsync(this ImapConnection connection, MailboxName to, CancellationToken ct) => TransferAsync(connection, "UID MOVE", to, ct);

    private static async Task<CopyResult> TransferAsync(ImapConnection connection, string name, MailboxName to, CancellationToken ct)
    {
        Demand(connection);
        return CopyResult.From([await CopyCommand.RunAsync(connection, name, connection.Request(name).Raw(" $"), to, ct).ConfigureAwait(false)]);
    }

    private static Task<TaggedResponse> RunAsync(ImapConnection connection, ImapRequest request, string name, CancellationToken ct)
    {
        Demand(connection);
        return connection.RunAsync(
            new ImapCommand(request, name)
            {
                // A row of each message, and none is kept.
                Gathers = false,

                // As of STORE: with CONDSTORE the new MODSEQ of each message is told; no news.
                Collect = response => response is FetchReply { Row: { Flags: null, ModSeq: not null } },
            },
            ct);
    }

    private static void Demand(ImapConnection connection)
    {
        if (!connection.Capabilities.Has("SEARCHRES"))
        {
            throw new NotSupportedException("The server does not remember what a search found (SEARCHRES).");
        }
    }
}
