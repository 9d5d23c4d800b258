using System.Buffers;
using System.Text;
using Webmail.Mime.Charsets;
using Webmail.Mime.Encodings;

namespace Webmail.Mime.Headers;

/// <summary>One pass over one value. Words next to each other with the same charset are decoded together, as bytes.</summary>
internal ref struct EncodedWordReader(ReadOnlySpan<byte> raw)
{
    // RFC 2978: a charset name has at most 40 characters; some room for a language tag.
    private const int MaxCharset = 80;

    private readonly ReadOnlySpan<byte> _raw = raw;
    private readonly StringBuilder _text = new(raw.Length);
    private ArrayBufferWriter<byte>? _word;
    private string _charset = "";
    private Encoding? _literal;
    private int _terminator;
    private int _bits, _count;

    public string Read()
    {
        _terminator = -2;
        var at = 0;
        var literalStart = 0;
        var afterWord = false;
        while (at < _raw.Length)
        {
            var next = _raw[at..].IndexOf("=?"u8);
            if (next < 0) break;
            at += next;
            if (!TryWord(at, out var charset, out var base64, out var content, out var end))
            {
                at += 2;
                continue;
            }

            var between = _raw[literalStart..at];
            if (!afterWord || between.ContainsAnyExcept(" \t\r\n"u8))
            {
                FlushWord();
                AppendLiteral(between);
                // A filter put its tag right before the word: "[SPAM]=?utf-8?...".
                if (between.Length > 0 && between[^1] is (byte)']' or (byte)':') _text.Append(' ');
            }

            AddWord(charset, base64, content);
            afterWord = true;
            at = literalStart = end;
        }

        FlushWord();
        AppendLiteral(_raw[literalStart..]);
        return _text.ToString();
    }

    private bool TryWord(int at, out ReadOnlySpan<byte> charset, out bool base64, out ReadOnlySpan<byte> content, out int end)
    {
        charset = content = default;
        base64 = false;
        end = 0;
        var rest = _raw[(at + 2)..];
        var mark = rest[..Math.Min(rest.Length, MaxCharset)].IndexOf((byte)'?');
        if (mark <= 0 || mark + 2 >= rest.Length || rest[mark + 2] != '?') return false;
        charset = rest[..mark];
        if (charset.ContainsAnyExceptInRange((byte)'!', (byte)'~')) return false;
        var kind = rest[mark + 1] | 0x20;
        if (kind is not ('b' or 'q')) return false;
        base64 = kind == 'b';
        var start = at + 2 + mark + 3;
        if (_terminator == -1) return false;
        if (_terminator < start)
        {
            var found = _raw[start..].IndexOf("?="u8);
            _terminator = found < 0 ? -1 : found + start;
            if (found < 0) return false;
        }

        content = _raw[start.._terminator];
        end = _terminator + 2;
        return true;
    }

    private void AddWord(ReadOnlySpan<byte> charset, bool base64, ReadOnlySpan<byte> content)
    {
        var name = Encoding.ASCII.GetString(charset);
        if (_word is null || !name.Equals(_charset, StringComparison.OrdinalIgnoreCase))
        {
            FlushWord();
            _charset = name;
        }

        _word ??= new ArrayBufferWriter<byte>(Math.Max(content.Length, 64));
        if (base64)
        {
            // Some senders cut the base64 text itself; only then do two pieces make whole quanta together.
            if (_count != 0 && (_count + content.Length) % 4 != 0) FlushBits();
            AddBase64(content);
        }
        else
        {
            FlushBits();
            AddQ(content);
        }
    }

    private void AddBase64(ReadOnlySpan<byte> content)
    {
        var target = _word!.GetSpan((content.Length * 3 / 4) + 8);
        var made = 0;
        foreach (var value in content)
        {
            var six = Six(value);
            if (six >= 0)
            {
                _bits = (_bits << 6) | six;
                if (++_count < 4) continue;
                target[made++] = (byte)(_bits >> 16);
                target[made++] = (byte)(_bits >> 8);
                target[made++] = (byte)_bits;
                _bits = _count = 0;
            }
            else if (value == '=')
            {
                if (_count >= 2) target[made++] = (byte)(_count == 2 ? _bits >> 4 : _bits >> 10);
                if (_count == 3) target[made++] = (byte)(_bits >> 2);
                _bits = _count = 0;
            }
        }

        _word.Advance(made);
    }

    private void FlushBits()
    {
        if (_count >= 2)
        {
            var target = _word!.GetSpan(2);
            target[0] = (byte)(_count == 2 ? _bits >> 4 : _bits >> 10);
            target[1] = (byte)(_bits >> 2);
            _word.Advance(_count - 1);
        }

        _bits = _count = 0;
    }

    private readonly void AddQ(ReadOnlySpan<byte> content)
    {
        var target = _word!.GetSpan(content.Length + 1);
        var made = 0;
        for (var i = 0; i < content.Length; i++)
        {
            var value = content[i];
            if (value == '_')
            {
                target[made++] = (byte)' ';
            }
            else if (value == '=' && i + 2 < content.Length && HexBytes.TryPair(content[i + 1], content[i + 2], out var pair))
            {
                target[made++] = pair;
                i += 2;
            }
            else if (value is (byte)'\r' or (byte)'\n')
            {
                while (i + 1 < content.Length && HeaderText.IsSpace(content[i + 1])) i++;
            }
            else
            {
                target[made++] = value;
            }
        }

        _word.Advance(made);
    }

    private void FlushWord()
    {
        if (_word is null || (_word.WrittenCount == 0 && _count == 0)) return;
        FlushBits();
        _text.Append(Charset.Decode(_word.WrittenSpan, _charset));
        _word.ResetWrittenCount();
    }

    private void AppendLiteral(ReadOnlySpan<byte> literal)
    {
        while (!literal.IsEmpty)
        {
            var fold = literal.IndexOfAny((byte)'\r', (byte)'\n');
            var run = fold < 0 ? literal : literal[..fold].TrimEnd(" \t"u8);
            AppendRun(run);
            if (fold < 0) return;
            if (_text.Length > 0) _text.Append(' ');
            literal = literal[fold..].TrimStart(" \t\r\n"u8);
        }
    }

    private void AppendRun(ReadOnlySpan<byte> run)
    {
        if (Ascii.IsValid(run))
        {
            _text.Append(Encoding.ASCII.GetString(run));
            return;
        }

        _literal ??= Charset.Choose(_raw, null);
        _text.Append(_literal.GetString(run));
    }

    private static int Six(byte value) => value switch
    {
        >= (byte)'A' and <= (byte)'Z' => value - 'A',
        >= (byte)'a' and <= (byte)'z' => value - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => value - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };
}
