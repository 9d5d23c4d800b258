using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>What APPEND, MULTIAPPEND and REPLACE have in common: a message with its flags and date in a command.</summary>
internal static class AppendWords
{
    /// <summary>Adds <c>SP append-message</c> (RFC 3502, RFC 4469, RFC 6855).</summary>
    public static ImapRequest Message(this ImapRequest request, AppendMessage message, ImapCapabilities capabilities)
    {
        request.Space();
        var utf8 = message.HasUtf8Headers && !message.NeedsCatenate && !capabilities.Has("IMAP4rev2") && capabilities.SpeaksUtf8;

        // Courier 5.0 takes UTF8 only after a list of flags.
        if (message.Flags.Count > 0 || utf8)
        {
            request.Flags(message.Flags).Space();
        }

        if (message.Date is { } at)
        {
            request.Raw(Date(at)).Space();
        }

        if (message.NeedsCatenate)
        {
            return Catenate(request, message);
        }

        request.Raw(utf8 ? "UTF8 (" : "");
        request.Literal(new JoinedStream([.. message.Parts.Select(part => (part.Open(), part.Length))]), message.Length, message.IsBinary || utf8);
        return request.Raw(utf8 ? ")" : "");
    }

    /// <summary>Says no to what the server is known to say no to, before a single octet is sent.</summary>
    /// <exception cref="ImapCommandException">TOOBIG.</exception>
    /// <exception cref="NotSupportedException">The message needs CATENATE or BINARY.</exception>
    public static void Check(string command, AppendMessage message, ImapCapabilities capabilities)
    {
        if (capabilities.AppendLimit is { } limit && (ulong)message.Length > limit)
        {
            throw new ImapCommandException(command, ResponseStatus.No, new ResponseCode(ResponseCodeKind.TooBig, "TOOBIG"), $"The server takes at most {limit} octets.");
        }

        if (message.NeedsCatenate && !capabilities.Has("CATENATE"))
        {
            throw new NotSupportedException("The server cannot put messages together (CATENATE).");
        }

        if (message.IsBinary && !capabilities.Has("BINARY"))
        {
            throw new NotSupportedException("The server takes no binary messages (BINARY).");
        }
    }

    // "CATENATE" SP "(" cat-part *(SP cat-part) ")"; cat-part = "URL" SP astring / "TEXT" SP literal
    private static ImapRequest Catenate(ImapRequest request, AppendMessage message)
    {
        var separator = "CATENATE (";
        foreach (var part in message.Parts)
        {
            request.Raw(separator);
            if (part.Source is { } url)
            {
                request.Raw("URL ").String(url.ToString());
            }
            else
            {
                request.Raw("TEXT ").Literal(part.Open(), part.Length, message.IsBinary);
            }

            separator = " ";
        }

        return request.Raw(")");
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
