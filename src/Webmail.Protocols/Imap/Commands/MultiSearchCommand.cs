using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>ESEARCH in several mailboxes with one command (MULTISEARCH, RFC 7377).</summary>
public static class MultiSearchCommand
{
    /// <summary>A server can say anything; nobody has more folders than this.</summary>
    private const int MailboxesMost = 100_000;

    /// <summary>
    /// Searches mailboxes that need not be selected, as the answers come one for each that has hits; <paramref name="found"/> gets each at once.
    /// Mailboxes that cannot be read are passed over by the server.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="scopes">Where to search; at least one.</param>
    /// <param name="query">What for.</param>
    /// <param name="wanted">What of the hits. Partial is of each mailbox.</param>
    /// <param name="found">Called for each mailbox with hits, on the reader loop: must be quick. Null: only the list at the end.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    /// <exception cref="NotSupportedException">The server has no MULTISEARCH: select and search one after the other.</exception>
    public static async Task<IReadOnlyList<MailboxHits>> MultiSearchAsync(
        this ImapConnection connection, IReadOnlyList<SearchScope> scopes, SearchQuery query, SearchReturn wanted, Action<MailboxHits>? found, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("MULTISEARCH"))
        {
            throw new NotSupportedException("The server cannot search several mailboxes at once (MULTISEARCH).");
        }

        // CONTEXT and SEARCHRES are about the selected mailbox.
        var here = wanted with { Update = false, Save = false };
        var whole = SearchWords.MustCut(here, connection.Capabilities, "CONTEXT=SEARCH");
        var request = connection.Request("ESEARCH");
        Scope(request, scopes).Return(SearchWords.Returns(here, connection.Capabilities, whole, "CONTEXT=SEARCH")).Query(connection, query);
        var hits = new List<MailboxHits>();
        ImapCommand? command = null;
        command = new ImapCommand(request, "ESEARCH")
        {
            Replies = ReplyKind.Search,
            Collect = response =>
            {
                if (response is not EsearchReply reply || !string.Equals(reply.Tag, command!.Tag, StringComparison.Ordinal))
                {
                    return false;
                }

                if (reply is { Mailbox: { } mailbox, UidValidity: { } validity } && hits.Count < MailboxesMost)
                {
                    hits.Add(new MailboxHits(mailbox, validity, SearchCommand.Result(reply, here)));
                    found?.Invoke(hits[^1]);
                }

                return true;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return hits;
    }

    // " IN (" source-mbox ") "
    private static ImapRequest Scope(ImapRequest request, IReadOnlyList<SearchScope> scopes)
    {
        var separator = scopes.Count == 0 ? throw new ArgumentException("A search needs a mailbox.", nameof(scopes)) : " IN (";
        foreach (var scope in scopes)
        {
            scope.WriteTo(request.Raw(separator));
            separator = " ";
        }

        return request.Raw(") ");
    }
}
