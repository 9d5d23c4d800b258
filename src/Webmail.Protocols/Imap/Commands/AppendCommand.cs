using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>Where an appended message went.</summary>
/// <param name="UidValidity">Of the mailbox; null when the server has no UIDPLUS.</param>
/// <param name="Uid">The message's UID; null when the server has no UIDPLUS.</param>
public sealed record AppendResult(UidValidity? UidValidity, Uid? Uid);

/// <summary>APPEND (RFC 9051 section 6.3.12).</summary>
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
    public static async Task<AppendResult> AppendAsync(
        this ImapConnection connection, MailboxName mailbox, Stream message, long length, FlagSet flags, DateTimeOffset? date, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (connection.Capabilities.AppendLimit is { } limit && (ulong)length > limit)
        {
            throw new ImapCommandException("APPEND", ResponseStatus.No, new ResponseCode(ResponseCodeKind.TooBig, "TOOBIG"), $"The server takes at most {limit} octets.");
        }

        var request = new ImapRequest("APPEND").Space().Mailbox(mailbox).Space();
        if (flags.Count > 0)
        {
            request.Flags(flags).Space();
        }

        if (date is { } at)
        {
            request.Raw(Date(at)).Space();
        }

        var tagged = await connection.RunAsync(new ImapCommand(request.Literal(message, length), "APPEND"), ct).ConfigureAwait(false);
        return tagged.Code is AppendUidCode told
            ? new AppendResult(told.UidValidity, told.Uids.Count == 1 ? told.Uids.First() : null)
            : new AppendResult(null, null);
    }

    // date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE
    private static string Date(DateTimeOffset at)
    {
        var zone = at.Offset.Duration();
        var day = at.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\"{day}-{at:MMM-yyyy HH':'mm':'ss} {(at.Offset < TimeSpan.Zero ? '-' : '+')}{zone.Hours:00}{zone.Minutes:00}\"");
    }
}
