using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Webmail.Protocols.Smtp;

/// <summary>
/// A mailbox as it stands in an envelope: <c>local@domain</c> (Mailbox of RFC 5321 section 4.1.2, RFC 6531 section 3.3), or the null
/// reverse-path. Cannot hold CR, LF, NUL, other control characters, or anything that ends the path before its ">".
/// </summary>
public sealed record SmtpAddress
{
    /// <summary>Octets of the part before the "@". RFC 5321 section 4.5.3.1.1 says 64 and to take more where possible; mailing lists write longer ones.</summary>
    private const int LongestLocalPart = 256;

    private SmtpAddress(string localPart, string domain, string asciiDomain) =>
        (LocalPart, Domain, AsciiDomain) = (localPart, domain, asciiDomain);

    /// <summary>"&lt;&gt;": who sends notifications and wants no answer to them (RFC 5321 section 4.5.5). Only a sender can be it.</summary>
    public static SmtpAddress Null { get; } = new("", "", "");

    /// <summary>As written on the wire: a dot-string, or a quoted string with its quotes.</summary>
    public string LocalPart { get; }

    /// <summary>As given: may have U-labels.</summary>
    public string Domain { get; }

    /// <summary>With U-labels as A-labels.</summary>
    public string AsciiDomain { get; }

    /// <summary>True for the null reverse-path.</summary>
    public bool IsNull => LocalPart.Length == 0;

    /// <summary>True when the local part is beyond ASCII, which only a server with SMTPUTF8 can carry.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(LocalPart);

    /// <exception cref="FormatException">Not an address.</exception>
    public static SmtpAddress Parse(string text) => TryParse(text, out var address) ? address : throw new FormatException("Not an envelope address.");

    /// <summary>Reads <c>local@domain</c>; a local part with other characters than a dot-string's has to be quoted.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SmtpAddress? address)
    {
        address = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var at = text[0] == '"' ? EndOfQuoted(text) : text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at >= text.Length || text[at] != '@')
        {
            return false;
        }

        var local = text[..at];
        return (text[0] == '"' || IsDotString(local)) && TryMake(local, text[(at + 1)..], out address);
    }

    /// <summary>From a local part as it means (without quotes) and a domain: quotes are set where needed.</summary>
    /// <exception cref="FormatException">Control characters, half a surrogate pair, no domain, or too long.</exception>
    public static SmtpAddress Of(string localPart, string domain)
    {
        var local = IsDotString(localPart) ? localPart : Quote(localPart);
        return (IsDotString(local) || EndOfQuoted(local) == local.Length) && TryMake(local, domain, out var address)
            ? address
            : throw new FormatException("Not an envelope address.");
    }

    /// <summary>The form for a command. A-labels always: every server understands them, with SMTPUTF8 too.</summary>
    internal string OnWire => IsNull ? "" : $"{LocalPart}@{AsciiDomain}";

    public override string ToString() => IsNull ? "" : $"{LocalPart}@{Domain}";

    private static bool TryMake(string local, string domain, [NotNullWhen(true)] out SmtpAddress? address)
    {
        address = Encoding.UTF8.GetByteCount(local) <= LongestLocalPart && SmtpDomain.ToAscii(domain) is { } ascii
            ? new SmtpAddress(local, domain, ascii)
            : null;
        return address is not null;
    }

    // Empty atoms ("a..b@") are against the grammar and in real use; servers that mind say so.
    private static bool IsDotString(string local)
    {
        foreach (var rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? !IsAtext((char)rune.Value) && rune.Value != '.' : !IsText(rune))
            {
                return false;
            }
        }

        return local.Length > 0;
    }

    // The index after the closing quote; -1 when it is not a Quoted-string.
    private static int EndOfQuoted(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i > 1 ? i + 1 : -1;
            }

            if (text[i] == '\\' && ++i == text.Length)
            {
                return -1;
            }

            // quoted-pairSMTP has ASCII only; qtextSMTP and beyond have no control characters.
            if (!Rune.TryGetRuneAt(text, i, out var rune) || (rune.IsAscii ? rune.Value is < 0x20 or 0x7F : !IsText(rune)))
            {
                return -1;
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return -1;
    }

    private static string Quote(string local) =>
        $"\"{local.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsAtext(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);

    // U+FFFD is what half a surrogate pair is read as. C1 controls and line separators end lines somewhere.
    private static bool IsText(Rune rune) => rune.Value != 0xFFFD && !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune);
}
