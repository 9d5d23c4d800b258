using System.Globalization;
using System.Text;

namespace Webmail.Html.Css;

/// <summary>
/// CSS Syntax Level 3 tokenizer. One pass, linear, never fails: what is malformed becomes a token that no rule accepts.
/// Stricter than the specification in one point: a string or url() that the input ends in is bad, not closed.
/// </summary>
internal ref struct CssTokenizer(ReadOnlySpan<char> css)
{
    private readonly ReadOnlySpan<char> _css = css;
    private int _at;

    public static List<CssToken> Tokenize(ReadOnlySpan<char> css)
    {
        var tokens = new List<CssToken>(Math.Min(css.Length / 4, 65_536) + 4);
        var tokenizer = new CssTokenizer(css);
        while (tokenizer.TryRead(out var token)) tokens.Add(token);
        return tokens;
    }

    private readonly char Peek(int ahead = 0) => _at + ahead < _css.Length ? _css[_at + ahead] : '\0';

    public bool TryRead(out CssToken token)
    {
        SkipComments();
        token = default;
        if (_at >= _css.Length) return false;
        token = Read();
        return true;
    }

    private void SkipComments()
    {
        while (Peek() == '/' && Peek(1) == '*')
        {
            var end = _css[(_at + 2)..].IndexOf("*/", StringComparison.Ordinal);
            _at = end < 0 ? _css.Length : _at + 2 + end + 2;
        }
    }

    private CssToken Read()
    {
        var c = _css[_at];
        if (IsSpace(c)) return ReadSpace();
        if (c is '"' or '\'') return ReadString(c);
        if (StartsNumber()) return ReadNumeric();
        if (StartsIdent()) return ReadIdentLike();
        if (c == '#' && (IsNameChar(Peek(1)) || StartsEscape(1))) return Named(CssTokenKind.Hash, skip: 1);
        if (c == '@' && StartsIdent(1)) return Named(CssTokenKind.AtKeyword, skip: 1);
        if (Matches("<!--")) return Mark(CssTokenKind.Cdo, 4);
        if (Matches("-->")) return Mark(CssTokenKind.Cdc, 3);
        return c switch
        {
            ':' => Mark(CssTokenKind.Colon, 1),
            ';' => Mark(CssTokenKind.Semicolon, 1),
            ',' => Mark(CssTokenKind.Comma, 1),
            '[' => Mark(CssTokenKind.OpenSquare, 1),
            ']' => Mark(CssTokenKind.CloseSquare, 1),
            '(' => Mark(CssTokenKind.OpenParen, 1),
            ')' => Mark(CssTokenKind.CloseParen, 1),
            '{' => Mark(CssTokenKind.OpenCurly, 1),
            '}' => Mark(CssTokenKind.CloseCurly, 1),
            _ => ReadDelim(c),
        };
    }

    private CssToken ReadDelim(char c)
    {
        _at++;
        return new CssToken(CssTokenKind.Delim, c.ToString(), 0);
    }

    private CssToken Mark(CssTokenKind kind, int length)
    {
        _at += length;
        return new CssToken(kind, "", 0);
    }

    private CssToken Named(CssTokenKind kind, int skip)
    {
        _at += skip;
        return new CssToken(kind, ReadName(), 0);
    }

    private CssToken ReadSpace()
    {
        while (_at < _css.Length && IsSpace(_css[_at])) _at++;
        return new CssToken(CssTokenKind.Whitespace, " ", 0);
    }

    private readonly bool Matches(string text) => _css[_at..].StartsWith(text, StringComparison.Ordinal);

    private readonly bool StartsEscape(int ahead) => Peek(ahead) == '\\' && _at + ahead + 1 < _css.Length && !IsNewline(Peek(ahead + 1));

    private readonly bool StartsIdent(int ahead = 0)
    {
        var c = Peek(ahead);
        if (c == '-') return IsNameStart(Peek(ahead + 1)) || Peek(ahead + 1) == '-' || StartsEscape(ahead + 1);
        return IsNameStart(c) || StartsEscape(ahead);
    }

    private readonly bool StartsNumber()
    {
        var at = Peek() is '+' or '-' ? 1 : 0;
        return char.IsAsciiDigit(Peek(at)) || (Peek(at) == '.' && char.IsAsciiDigit(Peek(at + 1)));
    }

    private CssToken ReadNumeric()
    {
        var start = _at;
        if (Peek() is '+' or '-') _at++;
        while (char.IsAsciiDigit(Peek())) _at++;
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            while (char.IsAsciiDigit(Peek())) _at++;
        }
        ReadExponent();
        _ = double.TryParse(_css[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (StartsIdent()) return new CssToken(CssTokenKind.Dimension, ReadName(), number);
        if (Peek() != '%') return new CssToken(CssTokenKind.Number, "", number);
        _at++;
        return new CssToken(CssTokenKind.Percentage, "%", number);
    }

    private void ReadExponent()
    {
        if (Peek() is not ('e' or 'E')) return;
        var digits = Peek(1) is '+' or '-' ? 2 : 1;
        if (!char.IsAsciiDigit(Peek(digits))) return;
        _at += digits;
        while (char.IsAsciiDigit(Peek())) _at++;
    }

    private CssToken ReadIdentLike()
    {
        var name = ReadName();
        if (Peek() != '(') return new CssToken(CssTokenKind.Ident, name, 0);
        _at++;
        if (!name.Equals("url", StringComparison.OrdinalIgnoreCase)) return new CssToken(CssTokenKind.Function, name, 0);
        while (IsSpace(Peek())) _at++;
        return Peek() is '"' or '\'' ? new CssToken(CssTokenKind.Function, name, 0) : ReadUrl();
    }

    private CssToken ReadUrl()
    {
        var text = new StringBuilder();
        while (_at < _css.Length)
        {
            var c = _css[_at];
            if (c == ')')
            {
                _at++;
                return new CssToken(CssTokenKind.Url, text.ToString(), 0);
            }
            if (StartsEscape(0)) AppendEscape(text);
            else if (c is '"' or '\'' or '(' or '\\' || char.IsControl(c) && !IsSpace(c)) break;
            else
            {
                if (!IsSpace(c)) text.Append(c);
                _at++;
            }
        }
        while (_at < _css.Length && _css[_at] != ')') _at += StartsEscape(0) ? 2 : 1;
        _at = Math.Min(_at + 1, _css.Length);
        return new CssToken(CssTokenKind.BadUrl, text.ToString(), 0);
    }

    private CssToken ReadString(char quote)
    {
        var text = new StringBuilder();
        _at++;
        while (_at < _css.Length)
        {
            var c = _css[_at];
            if (c == quote)
            {
                _at++;
                return new CssToken(CssTokenKind.String, text.ToString(), 0);
            }
            if (IsNewline(c)) break;
            if (StartsEscape(0)) AppendEscape(text);
            else if (c == '\\') _at += Peek(1) == '\r' && Peek(2) == '\n' ? 3 : 2;
            else
            {
                text.Append(c);
                _at++;
            }
        }
        _at = Math.Min(_at, _css.Length);
        return new CssToken(CssTokenKind.BadString, text.ToString(), 0);
    }

    private string ReadName()
    {
        var start = _at;
        while (IsNameChar(Peek())) _at++;
        if (!StartsEscape(0)) return _css[start.._at].ToString();
        var text = new StringBuilder().Append(_css[start.._at]);
        while (true)
        {
            if (IsNameChar(Peek())) text.Append(_css[_at++]);
            else if (StartsEscape(0)) AppendEscape(text);
            else return text.ToString();
        }
    }

    private void AppendEscape(StringBuilder text)
    {
        _at++;
        var start = _at;
        while (_at - start < 6 && char.IsAsciiHexDigit(Peek())) _at++;
        if (_at == start)
        {
            text.Append(_css[_at++]);
            return;
        }
        var code = int.Parse(_css[start.._at], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (Peek() == '\r' && Peek(1) == '\n') _at += 2;
        else if (IsSpace(Peek())) _at++;
        text.Append(code != 0 && Rune.IsValid(code) ? char.ConvertFromUtf32(code) : "\uFFFD");
    }

    private static bool IsNewline(char c) => c is '\n' or '\r' or '\f';

    private static bool IsSpace(char c) => c is ' ' or '\t' || IsNewline(c);

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    internal static bool IsNameChar(char c) => IsNameStart(c) || char.IsAsciiDigit(c) || c == '-';
}
