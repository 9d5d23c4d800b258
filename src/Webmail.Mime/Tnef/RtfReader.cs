using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Webmail.Mime.Charsets;
using Webmail.Mime.Encodings;

namespace Webmail.Mime.Tnef;

/// <summary>
/// One pass over a rich text document. In HTML mode what stands in <c>\*\htmltag</c> groups and outside <c>\htmlrtf</c> is the result
/// (MS-OXRTFEX section 3.2), in text mode what a reader would see.
/// </summary>
internal ref struct RtfReader(ReadOnlySpan<byte> rtf, bool html)
{
    // Outlook nests a dozen groups; deeper ones are read as if they were this deep.
    private const int MaxDepth = 256;

    // Fonts of one document; the rest is read in the document's own charset.
    private const int MaxFonts = 4096;

    private static readonly SearchValues<byte> Specials = SearchValues.Create("{}\\\r\n"u8);

    // Groups that hold no text of the document (RTF 1.9.1).
    private static readonly HashSet<string> Hidden = new(
        ["colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "listtable", "filetbl", "rsidtbl"],
        StringComparer.Ordinal);

    private readonly ReadOnlySpan<byte> _rtf = rtf;
    private readonly StringBuilder _output = new();
    private readonly ArrayBufferWriter<byte> _bytes = new(256);
    private readonly Stack<State> _groups = new();
    private readonly Dictionary<int, int> _fonts = [];
    private State _state = new() { SkipAfterUnicode = 1 };
    private int _at, _deeper, _documentCodePage = 1252, _toSkip;

    // What a group sets ends with it.
    private record struct State
    {
        public bool Hidden { get; set; }
        public bool InTag { get; set; }
        public bool InFontTable { get; set; }
        public bool Suppressed { get; set; }
        public int SkipAfterUnicode { get; set; }
        public int Font { get; set; }
        public int CodePage { get; set; }
    }

    public string Read()
    {
        while (_at < _rtf.Length)
        {
            var stop = _rtf[_at..].IndexOfAny(Specials);
            var run = stop < 0 ? _rtf[_at..] : _rtf.Slice(_at, stop);
            Text(run);
            _at += run.Length;
            if (_at == _rtf.Length) break;
            switch (_rtf[_at++])
            {
                case (byte)'{':
                    Open();
                    break;
                case (byte)'}':
                    Close();
                    break;
                case (byte)'\\':
                    Control();
                    break;
            }
        }

        Flush();
        return _output.ToString();
    }

    private void Open()
    {
        Flush();
        _toSkip = 0;
        if (_groups.Count < MaxDepth) _groups.Push(_state);
        else _deeper++;
    }

    private void Close()
    {
        Flush();
        _toSkip = 0;
        if (_deeper > 0) _deeper--;
        else if (_groups.TryPop(out var outer)) _state = outer;
    }

    private void Control()
    {
        if (_at == _rtf.Length) return;
        var symbol = _rtf[_at];
        if (!char.IsAsciiLetter((char)symbol))
        {
            _at++;
            Symbol(symbol);
            return;
        }

        var end = _at;
        while (end < _rtf.Length && char.IsAsciiLetter((char)_rtf[end])) end++;
        var name = Encoding.ASCII.GetString(_rtf[_at..Math.Min(end, _at + 32)]);
        _at = end;
        int? number = null;
        if (Utf8Parser.TryParse(_rtf[_at..Math.Min(_rtf.Length, _at + 11)], out int value, out var used))
        {
            number = value;
            _at += used;
        }

        if (_at < _rtf.Length && _rtf[_at] == ' ') _at++;
        if (name == "bin") _at = (int)Math.Min(_rtf.Length, _at + (long)Math.Max(number ?? 0, 0));
        else Word(name, number);
    }

    private void Symbol(byte symbol)
    {
        switch (symbol)
        {
            case (byte)'\'' when _at + 2 <= _rtf.Length && HexBytes.TryPair(_rtf[_at], _rtf[_at + 1], out var value):
                _at += 2;
                Text([value]);
                break;
            case (byte)'*':
                Destination();
                break;
            case (byte)'{' or (byte)'}' or (byte)'\\':
                Text([symbol]);
                break;
            case (byte)'~':
                Put(html ? "&nbsp;" : "\u00A0");
                break;
            case (byte)'_':
                Put(html ? "&shy;" : "-");
                break;
            case (byte)'\r' or (byte)'\n':
                Put(NewLine);
                break;
        }
    }

    // "\*\name": a group that who does not know it leaves out.
    private void Destination()
    {
        var rest = _rtf[_at..].TrimStart(" \r\n"u8);
        if (html && rest.StartsWith("\\htmltag"u8)) _state = _state with { InTag = true, Suppressed = false };
        else _state = _state with { Hidden = true };
    }

    private void Word(string name, int? number)
    {
        if (Hidden.Contains(name))
        {
            Flush();
            _state = _state with { Hidden = true };
            return;
        }

        switch (name)
        {
            case "htmlrtf":
                Flush();
                _state = _state with { Suppressed = html && number != 0 };
                break;
            case "fonttbl":
                _state = _state with { InFontTable = true };
                break;
            case "ansicpg":
                _documentCodePage = number ?? 1252;
                break;
            case "f":
                Flush();
                _state = _state with { Font = number ?? 0, CodePage = _fonts.GetValueOrDefault(number ?? 0) };
                break;
            case "fcharset":
                if (_state.InFontTable && _fonts.Count < MaxFonts) _fonts[_state.Font] = CodePageOf(number ?? 0);
                break;
            case "uc":
                _state = _state with { SkipAfterUnicode = Math.Clamp(number ?? 1, 0, 8) };
                break;
            case "u":
                Flush();
                if (number is { } unit) Put(((char)(ushort)unit).ToString());
                _toSkip = _state.SkipAfterUnicode;
                break;
            default:
                if (Named(name) is { } text) Put(text);
                break;
        }
    }

    private readonly string NewLine => html ? "\r\n" : "\n";

    private readonly string? Named(string name) => name switch
    {
        "par" or "line" or "sect" or "page" or "row" => NewLine,
        "tab" or "cell" => "\t",
        "lquote" => html ? "&lsquo;" : "‘",
        "rquote" => html ? "&rsquo;" : "’",
        "ldblquote" => html ? "&ldquo;" : "“",
        "rdblquote" => html ? "&rdquo;" : "”",
        "bullet" => html ? "&bull;" : "•",
        "endash" => html ? "&ndash;" : "–",
        "emdash" => html ? "&mdash;" : "—",
        _ => null,
    };

    private void Text(scoped ReadOnlySpan<byte> bytes)
    {
        if (_toSkip > 0)
        {
            var skipped = Math.Min(_toSkip, bytes.Length);
            _toSkip -= skipped;
            bytes = bytes[skipped..];
        }

        if (Shown) _bytes.Write(bytes);
    }

    private void Put(string text)
    {
        Flush();
        if (Shown) _output.Append(text);
    }

    private readonly bool Shown => !_state.Hidden && !_state.InFontTable && (!_state.Suppressed || _state.InTag);

    private readonly void Flush()
    {
        if (_bytes.WrittenCount == 0) return;
        var codePage = _state.CodePage > 0 && !_state.InTag ? _state.CodePage : _documentCodePage;
        _output.Append(Charset.Decode(_bytes.WrittenSpan, "cp" + codePage.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        _bytes.ResetWrittenCount();
    }

    // RTF 1.9.1, \fcharsetN. 0: the document's own.
    private static int CodePageOf(int charset) => charset switch
    {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 or 255 => 437,
        _ => 0,
    };
}
