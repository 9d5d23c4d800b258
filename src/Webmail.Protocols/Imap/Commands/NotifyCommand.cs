using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>NOTIFY (RFC 5465): changes of many mailboxes over one connection, while commands go on.</summary>
public static class NotifyCommand
{
    /// <summary>
    /// Sets what is told from now on, replacing what was set before. It arrives in <see cref="ImapConnection.Events"/>; a server that
    /// gives up says so with <see cref="NotificationOverflowEvent"/>.
    /// </summary>
    /// <remarks>
    /// Quirk of Dovecot 2.3.19, measured: a change of the selected mailbox within the first two seconds after NOTIFY is told only with the
    /// next change or command, unless the connection idles. Who asks for the selected mailbox should hold an
    /// <see cref="IdleCommand.IdleAsync"/> beside it. Other mailboxes are told at once.
    /// </remarks>
    /// <exception cref="NotSupportedException">The server has no NOTIFY.</exception>
    /// <exception cref="ImapCommandException">BADEVENT, NOTIFICATIONOVERFLOW, ...</exception>
    public static async Task NotifyAsync(this ImapConnection connection, NotifySet set, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("NOTIFY"))
        {
            throw new NotSupportedException("The server has no NOTIFY.");
        }

        await connection.RunAsync(new ImapCommand(Request(connection, set), "NOTIFY"), ct).ConfigureAwait(false);
    }

    private static ImapRequest Request(ImapConnection connection, NotifySet set)
    {
        var others = Others(set);
        if (set.Selected is null && !set.Personal && !set.Subscribed && set.Subtrees.Count == 0 && set.Mailboxes.Count == 0)
        {
            return connection.Request("NOTIFY NONE");
        }

        var request = connection.Request("NOTIFY SET").Raw(set.Status ? " STATUS" : "");
        if (set.Selected is { } items)
        {
            // UID comes with every such row; asking for it is what makes the row more than a flag change.
            request.Raw(set.SelectedDelayed ? " (selected-delayed (" : " (selected (")
                .Raw("MessageNew ").Raw(items.Words(connection.Capabilities)).Raw(" MessageExpunge FlagChange))");
        }

        Add(set.Personal, "personal");
        Add(set.Subscribed, "subscribed");
        AddNamed("subtree", set.Subtrees);
        AddNamed("mailboxes", set.Mailboxes);
        return request;

        void Add(bool wanted, string filter)
        {
            if (wanted)
            {
                request.Raw(" (").Raw(filter).Raw(others).Raw(")");
            }
        }

        void AddNamed(string filter, IReadOnlyList<MailboxName> names)
        {
            if (names.Count == 0)
            {
                return;
            }

            request.Raw(" (").Raw(filter).Raw(" (");
            for (var i = 0; i < names.Count; i++)
            {
                request.Raw(i > 0 ? " " : "").Mailbox(names[i]);
            }

            request.Raw(")").Raw(others).Raw(")");
        }
    }

    private static string Others(NotifySet set) =>
        " (MessageNew MessageExpunge" + (set.FlagChanges ? " FlagChange" : "") + (set.MailboxChanges ? " MailboxName SubscriptionChange" : "") + ")";
}
