using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>Where an appended message went.</summary>
/// <param name="UidValidity">Of the mailbox; null when the server has no UIDPLUS.</param>
/// <param name="Uid">The message's UID; null when the server has no UIDPLUS.</param>
public sealed record AppendResult(UidValidity? UidValidity, Uid? Uid);

/// <summary>APPEND (RFC 9051 section 6.3.12), of several messages at once (MULTIAPPEND, RFC 3502), put together by the server (CATENATE, RFC 4469).</summary>
public static class AppendCommand
{
    /// <summary>
    /// Adds a message. The content is read while it is sent and never held whole; with LITERAL+ (RFC 7888) it starts without a
    /// round trip. Cancelling in the middle of the content ends the connection: half a literal cannot be taken back.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="mailbox">Where to.</param>
    /// <param name="message">Read from its present position; not disposed.</param>
    /// <param name="length">Octets to read: exactly that many must come.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="date">INTERNALDATE; null: the server takes the time of arrival.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ImapCommandException">TRYCREATE (no such mailbox), OVERQUOTA, TOOBIG (also from APPENDLIMIT, before anything is sent), ...</exception>
    public static Task<AppendResult> AppendAsync(
        this ImapConnection connection, MailboxName mailbox, Stream message, long length, FlagSet flags, DateTimeOffset? date, CancellationToken ct) =>
        connection.AppendAsync(mailbox, AppendMessage.From(message, length) with { Flags = flags, Date = date }, ct);

    /// <summary>Adds a message, perhaps made of sections of other messages.</summary>
    /// <exception cref="ImapCommandException">As above; BADURL when a section is not there (any more), TOOBIG when the whole is too big.</exception>
    /// <exception cref="NotSupportedException">The message needs CATENATE or BINARY and the server has it not; nothing was sent.</exception>
    public static async Task<AppendResult> AppendAsync(this ImapConnection connection, MailboxName mailbox, AppendMessage message, CancellationToken ct) =>
        (await RunAsync(connection, mailbox, [message], ct).ConfigureAwait(false))[0];

    /// <summary>
    /// Adds messages in one command: all or none. Without MULTIAPPEND one command each follows the other, and those before a failure stay.
    /// </summary>
    /// <exception cref="ImapCommandException">As of <see cref="AppendAsync(ImapConnection, MailboxName, AppendMessage, CancellationToken)"/>.</exception>
    /// <exception cref="NotSupportedException">As there.</exception>
    public static async Task<IReadOnlyList<AppendResult>> AppendAllAsync(
        this ImapConnection connection, MailboxName mailbox, IReadOnlyList<AppendMessage> messages, CancellationToken ct)
    {
        if (messages.Count == 0)
        {
            return [];
        }

        if (connection.Capabilities.Has("MULTIAPPEND"))
        {
            return await RunAsync(connection, mailbox, messages, ct).ConfigureAwait(false);
        }

        var results = new List<AppendResult>();
        foreach (var message in messages)
        {
            results.Add(await connection.AppendAsync(mailbox, message, ct).ConfigureAwait(false));
        }

        return results;
    }

    private static async Task<IReadOnlyList<AppendResult>> RunAsync(
        ImapConnection connection, MailboxName mailbox, IReadOnlyList<AppendMessage> messages, CancellationToken ct)
    {
        var request = connection.Request("APPEND").Space().Mailbox(mailbox);
        foreach (var message in messages)
        {
            AppendWords.Check("APPEND", message, connection.Capabilities);
            request.Message(message, connection.Capabilities);
        }

        var tagged = await connection.RunAsync(new ImapCommand(request, "APPEND"), ct).ConfigureAwait(false);
        return Results(tagged.Code, messages.Count);
    }

    /// <summary>What APPENDUID told of so many messages: their UIDs ascend in the order they were sent (RFC 4315 section 3).</summary>
    internal static IReadOnlyList<AppendResult> Results(ResponseCode? code, int count)
    {
        if (code is not AppendUidCode told)
        {
            return [.. Enumerable.Repeat(new AppendResult(null, null), count)];
        }

        return told.Uids.Count == count
            ? [.. told.Uids.Select(uid => new AppendResult(told.UidValidity, uid))]
            : [.. Enumerable.Repeat(new AppendResult(told.UidValidity, null), count)];
    }
}
