using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>What to do with an identifier's rights.</summary>
public enum AclChange
{
    Replace,
    Add,
    Remove,
}

/// <summary>MYRIGHTS, GETACL, LISTRIGHTS, SETACL and DELETEACL (RFC 4314). Without ACL each throws <see cref="NotSupportedException"/> but <see cref="MyRightsAsync"/>.</summary>
public static class AclCommands
{
    /// <summary>What we may do with a mailbox; null without ACL: then only trying tells.</summary>
    /// <exception cref="ImapCommandException">NONEXISTENT, NOPERM, ...</exception>
    public static async Task<MailboxRights?> MyRightsAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct) =>
        connection.Capabilities.Has("ACL")
            ? MailboxRights.FromServer((await AskAsync<MyRightsReply>(
                connection, connection.Request("MYRIGHTS").Space().Mailbox(mailbox), "MYRIGHTS", reply => reply.Mailbox.Equals(mailbox), ct).ConfigureAwait(false))?.Rights ?? "")
            : null;

    /// <summary>Who may do what: needs the right to administer.</summary>
    /// <exception cref="ImapCommandException">NOPERM, NONEXISTENT, ...</exception>
    public static async Task<IReadOnlyList<AclEntry>> GetAclAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct) =>
        (await AskAsync<AclReply>(
            connection, Demanded(connection).Request("GETACL").Space().Mailbox(mailbox), "GETACL", reply => reply.Mailbox.Equals(mailbox), ct).ConfigureAwait(false))?.Entries ?? [];

    /// <summary>Which rights an identifier always has, and which can be given, in groups that go together; null when the server did not tell.</summary>
    /// <exception cref="ImapCommandException">NOPERM, NONEXISTENT, ...</exception>
    public static Task<ListRightsReply?> ListRightsAsync(this ImapConnection connection, MailboxName mailbox, string identifier, CancellationToken ct) =>
        AskAsync<ListRightsReply>(
            connection,
            Demanded(connection).Request("LISTRIGHTS").Space().Mailbox(mailbox).Space().String(identifier),
            "LISTRIGHTS",
            reply => reply.Mailbox.Equals(mailbox) && string.Equals(reply.Identifier, identifier, StringComparison.Ordinal),
            ct);

    /// <summary>Gives or takes rights.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="mailbox">Of which mailbox.</param>
    /// <param name="identifier">Mostly a user's name; "anyone"; with "-" before it: rights that are denied.</param>
    /// <param name="change">Replace, add or remove.</param>
    /// <param name="rights">Which.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ImapCommandException">NOPERM, NONEXISTENT, BAD for a right the server does not know, ...</exception>
    public static Task SetAclAsync(this ImapConnection connection, MailboxName mailbox, string identifier, AclChange change, MailboxRights rights, CancellationToken ct)
    {
        var sign = change switch { AclChange.Add => "+", AclChange.Remove => "-", _ => "" };
        var request = Demanded(connection).Request("SETACL").Space().Mailbox(mailbox).Space().String(identifier).Space().String(sign + rights.Letters);
        return connection.RunAsync(new ImapCommand(request, "SETACL"), ct);
    }

    /// <summary>Takes an identifier out of the list.</summary>
    /// <exception cref="ImapCommandException">NOPERM, NONEXISTENT, ...</exception>
    public static Task DeleteAclAsync(this ImapConnection connection, MailboxName mailbox, string identifier, CancellationToken ct) =>
        connection.RunAsync(new ImapCommand(Demanded(connection).Request("DELETEACL").Space().Mailbox(mailbox).Space().String(identifier), "DELETEACL"), ct);

    // Every answer names its mailbox, so that many can be asked at once.
    private static async Task<T?> AskAsync<T>(ImapConnection connection, ImapRequest request, string name, Func<T, bool> isOurs, CancellationToken ct)
        where T : UntaggedResponse
    {
        T? told = null;
        var command = new ImapCommand(request, name)
        {
            Collect = response =>
            {
                if (told is not null || response is not T reply || !isOurs(reply))
                {
                    return false;
                }

                told = reply;
                return true;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return told;
    }

    private static ImapConnection Demanded(ImapConnection connection) =>
        connection.Capabilities.Has("ACL") ? connection : throw new NotSupportedException("The server has no rights to show or change (ACL).");
}
