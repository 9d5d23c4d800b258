using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>NAMESPACE (RFC 2342).</summary>
public static class NamespaceCommand
{
    /// <summary>Where personal, other users' and shared mailboxes live. Without the capability: one personal name space at the root, with the delimiter of LIST "" "".</summary>
    public static async Task<Namespaces> NamespaceAsync(this ImapConnection connection, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("NAMESPACE"))
        {
            return await FromListAsync(connection, ct).ConfigureAwait(false);
        }

        var namespaces = Namespaces.None;
        var command = new ImapCommand("NAMESPACE")
        {
            Replies = ReplyKind.Namespace,
            Collect = response =>
            {
                namespaces = response is NamespaceReply reply ? reply.Namespaces : namespaces;
                return response is NamespaceReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return namespaces;
    }

    private static async Task<Namespaces> FromListAsync(ImapConnection connection, CancellationToken ct)
    {
        char? delimiter = null;
        var command = new ImapCommand(connection.Request("LIST").Raw(" \"\" \"\""), "LIST")
        {
            Replies = ReplyKind.List,
            Collect = response =>
            {
                delimiter = response is ListReply reply ? reply.Listing.Delimiter : delimiter;
                return response is ListReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return new Namespaces([new ImapNamespace("", delimiter)], [], []);
    }
}
