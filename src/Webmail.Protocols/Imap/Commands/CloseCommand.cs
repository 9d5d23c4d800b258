using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>CLOSE and UNSELECT (RFC 9051 section 6.4.1 and 6.4.2).</summary>
public static class CloseCommand
{
    /// <summary>Leaves the mailbox and removes its \Deleted messages, without a word about which.</summary>
    public static Task CloseAsync(this ImapConnection connection, CancellationToken ct) =>
        connection.RunAsync(Leave(connection, connection.Request("CLOSE"), "CLOSE"), ct);

    /// <summary>Leaves the mailbox and removes nothing. Without UNSELECT: EXAMINE of a mailbox that cannot be, which RFC 3691 names as the old way.</summary>
    public static async Task UnselectAsync(this ImapConnection connection, CancellationToken ct)
    {
        if (connection.Capabilities.Has("UNSELECT"))
        {
            await connection.RunAsync(Leave(connection, connection.Request("UNSELECT"), "UNSELECT"), ct).ConfigureAwait(false);
            return;
        }

        try
        {
            await connection.RunAsync(Leave(connection, connection.Request("EXAMINE").Space().String(""), "EXAMINE"), ct).ConfigureAwait(false);
        }
        catch (ImapCommandException)
        {
            // The refusal is the point: after it no mailbox is selected.
        }
    }

    private static ImapCommand Leave(ImapConnection connection, ImapRequest request, string name) => new(request, name)
    {
        Order = CommandOrder.Barrier,
        Succeeded = _ =>
        {
            connection.Enter(ImapConnectionState.Authenticated, null);
            return ValueTask.CompletedTask;
        },
        Refused = name == "EXAMINE" ? () => connection.Enter(ImapConnectionState.Authenticated, null) : null,
    };
}
