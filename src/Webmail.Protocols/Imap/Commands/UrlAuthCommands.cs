using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>GENURLAUTH, RESETKEY and URLFETCH (RFC 4467).</summary>
public static class UrlAuthCommands
{
    /// <summary>
    /// Has the server sign URLs, so that who is named in them can read the messages without our password: in the order asked. Each
    /// needs <see cref="ImapUrl.Authorized"/>.
    /// </summary>
    /// <exception cref="ImapCommandException">BADURL, URLMECH, NOPERM, ...</exception>
    /// <exception cref="NotSupportedException">The server has no URLAUTH.</exception>
    public static async Task<IReadOnlyList<string>> AuthorizeUrlsAsync(this ImapConnection connection, IReadOnlyList<ImapUrl> urls, CancellationToken ct)
    {
        Demand(connection);
        if (urls.Count == 0)
        {
            return [];
        }

        var request = connection.Request("GENURLAUTH");
        foreach (var url in urls)
        {
            request.Space().String(url.Authorized is null ? throw new ArgumentException("Only a URL that says who may read it can be signed.", nameof(urls)) : url.ToString())
                .Raw(" INTERNAL");
        }

        var signed = new List<string>();
        var command = new ImapCommand(request, "GENURLAUTH")
        {
            Replies = ReplyKind.Url,
            Collect = response =>
            {
                signed.AddRange(response is GenUrlAuthReply reply ? reply.Urls : []);
                return response is GenUrlAuthReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return signed;
    }

    /// <summary>What signed URLs name, by URL; null for one that cannot be read (any more). Each at most <see cref="ImapLimits.InlineLiteralBytes"/>, longer ones are cut there.</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    /// <exception cref="NotSupportedException">The server has no URLAUTH.</exception>
    public static async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>?>> FetchUrlsAsync(
        this ImapConnection connection, IReadOnlyList<string> urls, CancellationToken ct)
    {
        Demand(connection);
        var found = new Dictionary<string, ReadOnlyMemory<byte>?>(StringComparer.Ordinal);
        if (urls.Count == 0)
        {
            return found;
        }

        var request = connection.Request("URLFETCH");
        foreach (var url in urls)
        {
            request.Space().String(url);
        }

        var command = new ImapCommand(request, "URLFETCH")
        {
            Replies = ReplyKind.Url,
            Collect = response =>
            {
                foreach (var entry in response is UrlFetchReply reply ? reply.Entries : [])
                {
                    found[entry.Url] = entry.Content;
                }

                return response is UrlFetchReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return found;
    }

    /// <summary>Makes every URL signed for this mailbox so far worthless.</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    /// <exception cref="NotSupportedException">The server has no URLAUTH.</exception>
    public static Task ResetUrlKeyAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct)
    {
        Demand(connection);
        return connection.RunAsync(new ImapCommand(connection.Request("RESETKEY").Space().Mailbox(mailbox), "RESETKEY"), ct);
    }

    private static void Demand(ImapConnection connection)
    {
        if (!connection.Capabilities.Has("URLAUTH"))
        {
            throw new NotSupportedException("The server signs no URLs (URLAUTH).");
        }
    }
}
