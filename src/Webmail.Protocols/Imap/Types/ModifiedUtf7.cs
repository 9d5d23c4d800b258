using System.Buffers;
using System.Text;

namespace Webmail.Protocols.Imap;

/// <summary>Modified UTF-7 of mailbox names, both ways (RFC 3501 section 5.1.3): "&amp;" opens a base64 run of UTF-16, "-" closes it.</summary>
internal static class ModifiedUtf7
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

    private static readonly SearchValues<char> Direct = SearchValues.Create(
        " !\"#$%'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static string Encode(string name)
    {
        if (!name.AsSpan().ContainsAnyExcept(Direct))
            return name;
        var text = new StringBuilder(name.Length + 16);
        for (var i = 0; i < name.Length;)
        {
            if (name[i] == '&')
            {
                text.Append("&-");
                i++;
            }
            else if (Direct.Contains(name[i]))
            {
                text.Append(name[i++]);
            }
            else
            {
                i = AppendShifted(text, name, i);
            }
        }

        return text.ToString();
    }

    /// <summary>False when the text is not modified UTF-7: 8-bit characters, a run that is cut, stray bits, half a surrogate pair.</summary>
    public static bool TryDecode(ReadOnlySpan<char> encoded, out string name)
    {
        name = "";
        var text = new StringBuilder(encoded.Length);
        for (var i = 0; i < encoded.Length;)
        {
            var c = encoded[i++];
            if (c is < ' ' or > '~')
                return false;
            if (c != '&')
            {
                text.Append(c);
                continue;
            }

            var end = encoded[i..].IndexOf('-');
            if (end < 0)
                return false;
            if (end == 0)
                text.Append('&');
            else if (!TryAppendRun(text, encoded.Slice(i, end)))
                return false;
            i += end + 1;
        }

        name = text.ToString();
        return true;
    }

    private static int AppendShifted(StringBuilder text, string name, int start)
    {
        text.Append('&');
        uint bits = 0;
        var held = 0;
        var i = start;
        for (; i < name.Length && name[i] != '&' && !Direct.Contains(name[i]); i++)
        {
            bits = (bits << 16) | name[i];
            held += 16;
            while (held >= 6)
            {
                held -= 6;
                text.Append(Alphabet[(int)(bits >> held) & 63]);
            }
        }

        if (held > 0)
            text.Append(Alphabet[(int)(bits << (6 - held)) & 63]);
        text.Append('-');
        return i;
    }

    private static bool TryAppendRun(StringBuilder text, ReadOnlySpan<char> run)
    {
        uint bits = 0;
        var held = 0;
        foreach (var c in run)
        {
            var value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
                return false;
            bits = (bits << 6) | (uint)value;
            held += 6;
            if (held < 16)
                continue;
            held -= 16;
            text.Append((char)(bits >> held));
        }

        return held < 6 && (bits & ((1u << held) - 1)) == 0;
    }
}
