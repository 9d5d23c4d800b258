using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>SELECT and EXAMINE (RFC 9051 section 6.3.2), with CONDSTORE and QRESYNC (RFC 7162).</summary>
public static class SelectCommand
{
    /// <summary>Opens a mailbox to read and write. Waits for every command before it; every command after it is about the new mailbox.</summary>
    /// <exception cref="ImapCommandException">The server refused. No mailbox is selected then, not even the one before (RFC 9051 section 6.3.2).</exception>
    public static Task<SelectResult> SelectAsync(this ImapConnection connection, MailboxName mailbox, SelectOptions? options = null, CancellationToken ct = default) =>
        OpenAsync(connection, "SELECT", mailbox, options ?? SelectOptions.Default, ct);

    /// <summary>Opens a mailbox to read only.</summary>
    /// <exception cref="ImapCommandException">The server refused. No mailbox is selected then.</exception>
    public static Task<SelectResult> ExamineAsync(this ImapConnection connection, MailboxName mailbox, SelectOptions? options = null, CancellationToken ct = default) =>
        OpenAsync(connection, "EXAMINE", mailbox, options ?? SelectOptions.Default, ct);

    private static async Task<SelectResult> OpenAsync(ImapConnection connection, string name, MailboxName mailbox, SelectOptions options, CancellationToken ct)
    {
        var qresync = options.QResync is { ModSeq.Value: > 0 } && connection.Capabilities.Has("QRESYNC") && connection.Capabilities.Has("ENABLE");
        if (qresync)
        {
            await connection.EnableAsync(["QRESYNC"], ct).ConfigureAwait(false);
        }

        var opened = new OpenedMailbox(mailbox, isReadOnly: name == "EXAMINE", connection.Options.Limits.ChangedRowBytes);
        var command = new ImapCommand(Request(connection, name, mailbox, options, qresync), name)
        {
            Order = CommandOrder.Barrier,
            MayFollowEnable = mailbox.IsSameInEveryEncoding && !qresync,
            KeepsMailboxData = true,
            Gathers = false,
            Collect = opened.Take,
            Succeeded = tagged => opened.Enter(connection, tagged),
            Refused = () => connection.Enter(ImapConnectionState.Authenticated, null),
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return opened.Result(qresync && opened.Mailbox.UidValidity == options.QResync!.UidValidity);
    }

    private static ImapRequest Request(ImapConnection connection, string name, MailboxName mailbox, SelectOptions options, bool qresync)
    {
        var request = connection.Request(name).Space().Mailbox(mailbox);
        if (qresync && options.QResync is { } known)
        {
            request.Raw(string.Create(CultureInfo.InvariantCulture, $" (QRESYNC ({known.UidValidity} {known.ModSeq}"));

            // A long list of known UIDs would pass the line limit of servers; without it they answer for all, which is the same or more.
            if (known.Known is { Count: > 0 } uids && SetChunks.Of(uids.Numbers).Take(2).Count() == 1)
            {
                request.Space().Set(uids.Numbers);
            }

            return request.Raw("))");
        }

        return options.CondStore && connection.Capabilities.Has("CONDSTORE") ? request.Raw(" (CONDSTORE)") : request;
    }
}
