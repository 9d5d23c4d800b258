using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>ID (RFC 2971).</summary>
public static class IdCommand
{
    /// <summary>Says who we are and returns what the server says of itself (names in lower case); empty without the capability.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="client">At most 30 fields: name, version, ... Null tells nothing.</param>
    /// <param name="ct">Cancels the wait.</param>
    public static async Task<IReadOnlyDictionary<string, string?>> IdAsync(
        this ImapConnection connection, IReadOnlyDictionary<string, string>? client, CancellationToken ct)
    {
        IReadOnlyDictionary<string, string?> server = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (!connection.Capabilities.Has("ID"))
        {
            return server;
        }

        var command = new ImapCommand(Request(connection, client), "ID")
        {
            Replies = ReplyKind.Id,
            Collect = response =>
            {
                server = response is IdReply reply ? reply.Fields : server;
                return response is IdReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return server;
    }

    private static ImapRequest Request(ImapConnection connection, IReadOnlyDictionary<string, string>? client)
    {
        var request = connection.Request("ID").Space();
        if (client is null or { Count: 0 })
        {
            return request.Raw("NIL");
        }

        request.Raw("(");
        var separator = "";
        foreach (var (name, value) in client)
        {
            request.Raw(separator).String(name).Space().String(value);
            separator = " ";
        }

        return request.Raw(")");
    }
}
