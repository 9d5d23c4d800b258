using System.Globalization;
using System.Text;

namespace Webmail.Mime.Calendar;

/// <summary>Values of type TEXT (RFC 5545 section 3.3.11), their lists, and the encodings of older files.</summary>
internal static class ContentText
{
    /// <summary>Undoes \n, \N, \, \; and \\. Another backslash stays: it is part of a path that a program forgot to escape.</summary>
    public static string Unescape(string value)
    {
        if (!value.AsSpan().ContainsAny('\\', '\r') && !value.Any(IsControl)) return value;
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\' && i + 1 < value.Length && value[i + 1] is 'n' or 'N' or ',' or ';' or ':' or '"' or '\\')
            {
                var next = value[++i];
                text.Append(next is 'n' or 'N' ? '\n' : next);
            }
            else if (!IsControl(c))
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    /// <summary>The parts between separators that no backslash precedes, escapes still in them.</summary>
    public static IReadOnlyList<string> Split(string value, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < value.Length && parts.Count < ContentLimits.MaxValues; i++)
        {
            if (value[i] == '\\') i++;
            else if (value[i] == separator)
            {
                parts.Add(value[start..i]);
                start = i + 1;
            }
        }

        if (parts.Count < ContentLimits.MaxValues) parts.Add(value[start..]);
        return parts;
    }

    /// <summary>Quoted-printable over characters that were decoded as Latin-1: their bytes are what was written.</summary>
    public static byte[] FromQuotedPrintable(string value)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '=' && i + 2 < value.Length && byte.TryParse(value.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                bytes[length++] = octet;
                i += 2;
            }
            else
            {
                var pair = char.IsHighSurrogate(value[i]) && i + 1 < value.Length ? 2 : 1;
                length += Encoding.UTF8.GetBytes(value.AsSpan(i, pair), bytes.AsSpan(length));
                i += pair - 1;
            }
        }

        return bytes[..length];
    }

    /// <summary>Null for what is no base64.</summary>
    public static byte[]? FromBase64(string value)
    {
        var bytes = new byte[(value.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(value, bytes, out var length) ? bytes[..length] : null;
    }

    private static bool IsControl(char c) => c is < ' ' and not '\n' and not '\t' or (>= '\x7F' and <= '\x9F') or '\u2028' or '\u2029';
}
