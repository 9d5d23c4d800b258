using System.Text;
using Webmail.Mime.Charsets;

namespace Webmail.Mime.Calendar;

/// <summary>
/// Bytes to properties, in one pass over each byte. Forgives what real files do: bare CR or LF, empty lines, folds inside a character, lines broken without a
/// fold, quoted-printable and base64 of vCalendar 1.0 and vCard 2.1, any charset.
/// </summary>
internal sealed class ContentReader
{
    private static readonly string[] Binary = ["ATTACH", "PHOTO", "LOGO", "SOUND", "KEY", "IMAGE"];

    private readonly string _text;
    private int _at;
    private int _lines;

    /// <param name="charset">As declared by the part, or null.</param>
    public ContentReader(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.Length > ContentLimits.MaxBytes)
        {
            bytes = bytes[..ContentLimits.MaxBytes];
            IsCut = true;
        }

        // A file in UTF-16 has its marks or zeros in every second byte; it can't be unfolded as bytes.
        if (bytes.Length > 3 && (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)))
            bytes = Encoding.UTF8.GetBytes(Charset.Decode(bytes, bytes[0] == 0xFF ? "utf-16le" : "utf-16be"));
        _text = Charset.Decode(Unfold(bytes), charset);
    }

    /// <summary>Some of the file was left out, by a limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next property; null at the end.</summary>
    public ContentLine? Next()
    {
        while (_at < _text.Length)
        {
            if (_lines++ == ContentLimits.MaxLines)
            {
                IsCut = true;
                _at = _text.Length;
                break;
            }

            if (ReadLine() is { } line) return line;
        }

        return null;
    }

    /// <summary>Takes out line ends that white space follows. On bytes, because a fold may stand inside a character.</summary>
    private static byte[] Unfold(ReadOnlySpan<byte> bytes)
    {
        var output = new byte[bytes.Length];
        var length = 0;
        var bareReturns = !bytes.Contains((byte)'\n');
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = bytes[i];
            if (value == '\r' && !bareReturns) continue;
            if (value is (byte)'\n' or (byte)'\r')
            {
                if (i + 1 < bytes.Length && bytes[i + 1] is (byte)' ' or (byte)'\t')
                {
                    i++;
                    continue;
                }

                value = (byte)'\n';
            }

            output[length++] = value;
        }

        return output[..length];
    }

    private ContentLine? ReadLine()
    {
        var start = _at;
        var end = LineEnd(start);
        _at = end + 1;
        var colon = HeadEnd(_text.AsSpan(start, end - start));
        if (colon < 0) return null;
        var head = _text.AsSpan(start, colon);
        var quotedPrintable = head.Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);
        var value = ReadValue(start + colon + 1, end, quotedPrintable);
        return Build(head, value);
    }

    /// <summary>The rest of the line, and of the lines after it that are no property: a broken fold, a soft break, a raw line feed.</summary>
    private string ReadValue(int start, int end, bool quotedPrintable)
    {
        if (!GoesOn(end, quotedPrintable)) return Cut(start, end);
        var value = new StringBuilder();
        value.Append(_text, start, end - start);
        while (GoesOn(end, quotedPrintable))
        {
            var soft = quotedPrintable && value.Length > 0 && value[^1] == '=';
            if (soft) value.Length--;
            start = _at;
            end = LineEnd(start);
            _at = end + 1;
            if (_lines++ >= ContentLimits.MaxLines) break;
            if (value.Length + end - start > ContentLimits.MaxLine)
            {
                IsCut = true;
                continue;
            }

            if (!soft) value.Append('\n');
            value.Append(_text, start, end - start);
        }

        return value.ToString().TrimEnd('\n');
    }

    private bool GoesOn(int end, bool quotedPrintable)
    {
        if (_at >= _text.Length) return false;
        if (quotedPrintable && end > 0 && _text[end - 1] == '=') return true;
        var next = LineEnd(_at);
        return next > _at && HeadEnd(_text.AsSpan(_at, next - _at)) < 0;
    }

    private string Cut(int start, int end)
    {
        IsCut |= end - start > ContentLimits.MaxLine;
        return _text.Substring(start, Math.Min(end - start, ContentLimits.MaxLine));
    }

    private int LineEnd(int start)
    {
        var end = _text.AsSpan(start).IndexOf('\n');
        return end < 0 ? _text.Length : start + end;
    }

    /// <summary>The colon that ends name and parameters; -1 for a line that is no property.</summary>
    private static int HeadEnd(ReadOnlySpan<char> line)
    {
        var name = 0;
        while (name < line.Length && (char.IsAsciiLetterOrDigit(line[name]) || line[name] is '-' or '_' or '.')) name++;
        if (name == 0 || name == line.Length) return -1;
        if (line[name] == ':') return name;
        if (line[name] != ';') return -1;
        var quoted = false;
        for (var i = name; i < line.Length; i++)
        {
            if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ':' && !quoted) return i;
        }

        // A quote that never closes: the first colon it is.
        return line.IndexOf(':');
    }

    private static ContentLine Build(ReadOnlySpan<char> head, string value)
    {
        var semicolon = head.IndexOf(';');
        var name = semicolon < 0 ? head : head[..semicolon];
        var dot = name.LastIndexOf('.');
        var group = dot > 0 ? name[..dot].ToString() : null;
        var parameters = semicolon < 0 ? [] : ContentParameters.Parse(head[(semicolon + 1)..].ToString());
        var line = new ContentLine(name[(dot + 1)..].ToString().ToUpperInvariant(), parameters, value, group);
        return line with { Value = Decode(line) };
    }

    private static string Decode(ContentLine line)
    {
        var charset = line.Parameter("CHARSET");
        switch (line.Parameter("ENCODING")?.ToUpperInvariant())
        {
            case "QUOTED-PRINTABLE":
                return Charset.Decode(ContentText.FromQuotedPrintable(line.Value), charset);
            case "BASE64" or "B" when !Binary.Contains(line.Name, StringComparer.Ordinal):
                return ContentText.FromBase64(line.Value) is { } bytes ? Charset.Decode(bytes, charset) : line.Value;
            default:
                return line.Value;
        }
    }
}
