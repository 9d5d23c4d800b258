using System.Buffers;

namespace Webmail.Mime.Headers;

/// <summary>The words that all header grammars share: white space, folds, comments, quoted strings (RFC 5322 section 3.2).</summary>
internal static class HeaderText
{
    private static readonly SearchValues<byte> CommentSpecials = SearchValues.Create("()\\"u8);
    private static readonly SearchValues<byte> QuoteSpecials = SearchValues.Create("\"\\"u8);

    public static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>Cuts a value at the first line end that no white space follows: what comes after is another field.</summary>
    public static ReadOnlySpan<byte> Clip(ReadOnlySpan<byte> raw)
    {
        for (var from = 0; from < raw.Length;)
        {
            var at = raw[from..].IndexOf((byte)'\n');
            if (at < 0) return raw;
            at += from;
            if (at + 1 == raw.Length || raw[at + 1] is not ((byte)' ' or (byte)'\t')) return raw[..at];
            from = at + 1;
        }

        return raw;
    }

    public static int SkipSpace(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && IsSpace(text[at])) at++;
        return at;
    }

    /// <summary>Skips white space and comments.</summary>
    public static int SkipCfws(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            at = SkipSpace(text, at);
            if (at == text.Length || text[at] != '(') return at;
            var end = CommentEnd(text, at);
            if (end < 0) return text.Length;
            at = end;
        }
    }

    /// <summary>The place after the comment that opens at <paramref name="at"/>; -1 when it never closes.</summary>
    public static int CommentEnd(ReadOnlySpan<byte> text, int at)
    {
        var depth = 0;
        while (at < text.Length)
        {
            var next = text[at..].IndexOfAny(CommentSpecials);
            if (next < 0) return -1;
            at += next;
            switch (text[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                default:
                    if (--depth == 0) return at + 1;
                    break;
            }

            at++;
        }

        return -1;
    }

    /// <summary>The place of the quote that closes the string opening at <paramref name="at"/>; -1 when it never closes.</summary>
    public static int QuoteEnd(ReadOnlySpan<byte> text, int at)
    {
        at++;
        while (at < text.Length)
        {
            var next = text[at..].IndexOfAny(QuoteSpecials);
            if (next < 0) return -1;
            at += next;
            if (text[at] == '"') return at;
            at += 2;
        }

        return -1;
    }

    /// <summary>Appends the content of a quoted string or comment: escapes undone, line ends taken out.</summary>
    /// <param name="keepPaths">A backslash before a letter is one of a path ("C:\Temp\a.doc"), which programs do not escape.</param>
    public static void AppendUnescaped(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output, bool keepPaths = false)
    {
        var target = output.GetSpan(text.Length + 1);
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i];
            if (value is (byte)'\r' or (byte)'\n') continue;
            if (value == '\\' && i + 1 < text.Length && !(keepPaths && char.IsAsciiLetterOrDigit((char)text[i + 1])))
            {
                value = text[++i];
                if (value is (byte)'\r' or (byte)'\n') continue;
            }

            target[length++] = value;
        }

        output.Advance(length);
    }
}
