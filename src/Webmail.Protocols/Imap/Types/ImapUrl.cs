using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Imap;

/// <summary>
/// A message, or a section of one, as a URL (RFC 5092): relative to the server by itself
/// (<c>/INBOX;UIDVALIDITY=7/;UID=5/;SECTION=1.2</c>, what CATENATE takes), absolute with <see cref="Authorized"/>.
/// </summary>
/// <param name="Mailbox">Where the message is. In the URL its name is UTF-8, never modified UTF-7.</param>
/// <param name="Uid">Which message.</param>
public sealed record ImapUrl(MailboxName Mailbox, Uid Uid)
{
    // bchar of RFC 5092 beside letters and digits.
    private const string BChars = "-._~!$'()*+,&=:@/";

    // achar: what a user's name may hold as it is.
    private const string AChars = "-._~!$'()*+,&=";

    /// <summary>Without it the URL may name another message after the mailbox was made anew. Default: null.</summary>
    public UidValidity? UidValidity { get; init; }

    /// <summary>Which part; default: the whole message.</summary>
    public SectionPath Section { get; init; } = SectionPath.Whole;

    /// <summary>First octet and how many of the section (URL-PARTIAL, RFC 5550); default: all.</summary>
    public (uint Offset, uint Count)? Partial { get; init; }

    /// <summary>Makes it absolute and says who may read it (RFC 4467); default: null.</summary>
    public UrlAuthorization? Authorized { get; init; }

    /// <summary>The URL, printable ASCII without spaces.</summary>
    public override string ToString()
    {
        var url = new StringBuilder();
        if (Authorized is { } server)
        {
            url.Append("imap://");
            Encode(url, server.User, AChars);
            url.Append('@').Append(server.Host);
            url.Append(server.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $":{port}") : "");
        }

        url.Append('/');
        Encode(url, Mailbox.Value, BChars);
        if (UidValidity is { } validity)
        {
            url.Append(CultureInfo.InvariantCulture, $";UIDVALIDITY={validity.Value}");
        }

        url.Append(CultureInfo.InvariantCulture, $"/;UID={Uid.Value}");
        if (Section.ToString() is { Length: > 0 } section)
        {
            url.Append("/;SECTION=");
            Encode(url, section, BChars);
        }

        if (Partial is { } part)
        {
            url.Append(CultureInfo.InvariantCulture, $"/;PARTIAL={part.Offset}.{part.Count}");
        }

        if (Authorized is { } access)
        {
            url.Append(access.Expires is { } expires ? ";EXPIRE=" + expires.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "");
            url.Append(";URLAUTH=").Append(access.Word);
            if (access.As is { } user)
            {
                Encode(url.Append('+'), user, AChars);
            }
        }

        return url.ToString();
    }

    private static void Encode(StringBuilder url, string text, string plain)
    {
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || plain.Contains((char)octet, StringComparison.Ordinal))
            {
                url.Append((char)octet);
            }
            else
            {
                url.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }
    }
}
