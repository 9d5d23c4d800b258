using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>ENABLE (RFC 5161).</summary>
public static class EnableCommand
{
    /// <summary>
    /// Enables those of <paramref name="names"/> that are announced and not yet enabled, and returns what the server enabled now: CONDSTORE, QRESYNC, UTF8=ACCEPT (also of a
    /// server that announces UTF8=ONLY; not of Dovecot 2.4, whose names stay modified UTF-7), IMAP4rev2, UIDONLY (RFC 9586: from then on sequence numbers are refused), ... Without ENABLE: nothing.
    /// </summary>
    public static async Task<IReadOnlyList<string>> EnableAsync(this ImapConnection connection, IReadOnlyList<string> names, CancellationToken ct)
    {
        var wanted = names.Where(name => name == "UTF8=ACCEPT" ? connection.Capabilities.SpeaksUtf8 : connection.Capabilities.Has(name))
            .Where(name => !connection.Enabled.Contains(name)).ToList();
        if (wanted.Count == 0 || !connection.Capabilities.Has("ENABLE"))
        {
            return [];
        }

        var enabled = new List<string>();
        var command = new ImapCommand(connection.Request("ENABLE").Space().Raw(string.Join(' ', wanted)), "ENABLE")
        {
            // What is enabled changes the meaning of every later response.
            Order = CommandOrder.Barrier,
            Replies = ReplyKind.Enabled,
            Collect = response =>
            {
                if (response is EnabledReply reply)
                {
                    // What was not asked for is not believed, and not gathered either.
                    var news = reply.Names.Where(name => wanted.Contains(name, StringComparer.OrdinalIgnoreCase) && !connection.Enabled.Contains(name)).ToList();
                    enabled.AddRange(news);
                    if (news.Count > 0)
                    {
                        connection.NowEnabled(news);
                    }
                }

                return response is EnabledReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return enabled;
    }
}
