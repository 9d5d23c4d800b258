using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Smtp;

/// <summary>Encodings of parameter values (RFC 3461 section 4, RFC 6533 section 3).</summary>
internal static class XText
{
    /// <summary>xtext: everything but printable ASCII, "+" and "=" becomes +HH.</summary>
    public static string Encode(string ascii)
    {
        var text = new StringBuilder(ascii.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(ascii))
        {
            if (octet is > 0x20 and < 0x7F and not (byte)'+' and not (byte)'=')
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append('+').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    /// <summary>addr-type and address for ORCPT: "rfc822;" in xtext, or "utf-8;" with what is not printable ASCII as \x{...}.</summary>
    public static string OriginalRecipient(SmtpAddress address)
    {
        if (!address.NeedsUtf8)
        {
            return "rfc822;" + Encode(address.OnWire);
        }

        // utf-8-addr-xtext: embedded characters, and nothing in it that xtext would have to encode.
        var text = new StringBuilder("utf-8;");
        foreach (var rune in address.OnWire.EnumerateRunes())
        {
            if (rune.Value is > 0x20 and < 0x7F && rune.Value is not ('+' or '=' or '\\'))
            {
                text.Append((char)rune.Value);
            }
            else
            {
                text.Append("\\x{").Append(rune.Value.ToString("X2", CultureInfo.InvariantCulture)).Append('}');
            }
        }

        return text.ToString();
    }
}
