using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>CREATE, DELETE, RENAME, SUBSCRIBE and UNSUBSCRIBE (RFC 9051 section 6.3.4 to 6.3.8).</summary>
public static class MailboxCommands
{
    /// <summary>
    /// Creates a mailbox, told what it is for where the server takes that (CREATE-SPECIAL-USE, RFC 6154). Returns its lasting id (OBJECTID, RFC 8474), null when not told.
    /// </summary>
    /// <exception cref="ImapCommandException">ALREADYEXISTS, NOPERM, OVERQUOTA, CANNOT, USEATTR, ...</exception>
    public static async Task<string?> CreateAsync(this ImapConnection connection, MailboxName mailbox, SpecialUse use, CancellationToken ct)
    {
        var request = connection.Request("CREATE").Space().Mailbox(mailbox);
        if (Word(use) is { } word && connection.Capabilities.Has("CREATE-SPECIAL-USE"))
        {
            request.Raw(" (USE (").Raw(word).Raw("))");
        }

        var tagged = await connection.RunAsync(new ImapCommand(request, "CREATE"), ct).ConfigureAwait(false);
        return tagged.Code is MailboxIdCode id ? id.MailboxId : null;
    }

    /// <summary>Creates a mailbox.</summary>
    /// <exception cref="ImapCommandException">ALREADYEXISTS, NOPERM, OVERQUOTA, CANNOT, ...</exception>
    public static Task<string?> CreateAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct) =>
        connection.CreateAsync(mailbox, SpecialUse.None, ct);

    /// <summary>Deletes a mailbox with everything in it.</summary>
    /// <exception cref="ImapCommandException">NONEXISTENT, HASCHILDREN, INUSE, NOPERM, ...</exception>
    public static Task DeleteAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct) => RunAsync(connection, "DELETE", mailbox, ct);

    /// <summary>Renames a mailbox and its children. Renaming INBOX moves its messages and leaves it empty.</summary>
    /// <exception cref="ImapCommandException">NONEXISTENT, ALREADYEXISTS, NOPERM, ...</exception>
    public static Task RenameAsync(this ImapConnection connection, MailboxName from, MailboxName to, CancellationToken ct) =>
        connection.RunAsync(new ImapCommand(connection.Request("RENAME").Space().Mailbox(from).Space().Mailbox(to), "RENAME"), ct);

    /// <summary>Adds a mailbox to the subscribed ones.</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public static Task SubscribeAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct) => RunAsync(connection, "SUBSCRIBE", mailbox, ct);

    /// <summary>Takes a mailbox out of the subscribed ones.</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public static Task UnsubscribeAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct) => RunAsync(connection, "UNSUBSCRIBE", mailbox, ct);

    private static Task<TaggedResponse> RunAsync(ImapConnection connection, string name, MailboxName mailbox, CancellationToken ct) =>
        connection.RunAsync(new ImapCommand(connection.Request(name).Space().Mailbox(mailbox), name), ct);

    internal static string? Word(SpecialUse use) => use switch
    {
        SpecialUse.All or SpecialUse.Archive or SpecialUse.Drafts or SpecialUse.Flagged or SpecialUse.Junk or SpecialUse.Sent or SpecialUse.Trash => "\\" + use,
        _ => null,
    };
}
