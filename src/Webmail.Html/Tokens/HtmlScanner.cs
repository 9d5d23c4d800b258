namespace Webmail.Html.Tokens;

/// <summary>
/// Cuts HTML into text, tags and comments in one pass without a tree: for the caps that run before the parser, and for plain text. Its opinion never decides
/// what is safe, so it may differ from a browser's in odd cases; it is linear for any input.
/// </summary>
internal ref struct HtmlScanner(ReadOnlySpan<char> html)
{
    private readonly ReadOnlySpan<char> _html = html;
    private int _next;
    private string? _rawUntil;

    /// <summary>What the current piece is.</summary>
    public HtmlTagKind Kind { get; private set; }

    /// <summary>Where the current piece starts.</summary>
    public int Start { get; private set; }

    /// <summary>Lower-case name of the current tag.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The current piece, brackets included.</summary>
    public readonly ReadOnlySpan<char> Raw => _html[Start.._next];

    /// <summary>Attributes of the current start tag.</summary>
    public int Attributes { get; private set; }

    /// <summary>True while the current text is the inside of script, style, title and the like.</summary>
    public bool IsRawText { get; private set; }

    /// <summary>Moves to the next piece.</summary>
    /// <param name="rawText">False inside SVG and MathML, where style and script hold markup.</param>
    public bool Read(bool rawText = true)
    {
        if (!rawText) _rawUntil = null;
        Start = _next;
        IsRawText = false;
        if (_next >= _html.Length) return false;
        if (_rawUntil is { } name) return ReadRawText(name);
        var open = _html[_next..].IndexOf('<');
        if (open != 0 || !StartsMarkup(_next))
        {
            ReadText();
            return true;
        }
        return ReadMarkup();
    }

    private readonly bool StartsMarkup(int at)
    {
        if (at + 1 >= _html.Length) return false;
        var c = _html[at + 1];
        return char.IsAsciiLetter(c) || c is '!' or '?' || (c == '/' && at + 2 < _html.Length && _html[at + 2] != '>');
    }

    private void ReadText()
    {
        Kind = HtmlTagKind.Text;
        _next++;
        while (_next < _html.Length)
        {
            var open = _html[_next..].IndexOf('<');
            _next = open < 0 ? _html.Length : _next + open;
            if (_next >= _html.Length || StartsMarkup(_next)) return;
            _next++;
        }
    }

    private bool ReadRawText(string name)
    {
        _rawUntil = null;
        var at = _next;
        while (at < _html.Length)
        {
            var open = _html[at..].IndexOf("</", StringComparison.Ordinal);
            if (open < 0) break;
            at += open;
            if (_html[(at + 2)..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                if (at == _next) return Read();
                _next = at;
                Kind = HtmlTagKind.Text;
                IsRawText = true;
                return true;
            }
            at += 2;
        }
        Kind = HtmlTagKind.Text;
        IsRawText = true;
        _next = _html.Length;
        return true;
    }

    private bool ReadMarkup()
    {
        var c = _html[_next + 1];
        if (c is '!' or '?') ReadComment();
        else ReadTag(c == '/');
        return true;
    }

    private void ReadComment()
    {
        Kind = HtmlTagKind.Comment;
        var rest = _html[_next..];
        var end = rest.StartsWith("<!-->", StringComparison.Ordinal) ? 5
            : rest.StartsWith("<!--", StringComparison.Ordinal) ? After(rest, 4, "-->")
            : After(rest, 2, ">");
        _next += end;
    }

    private static int After(ReadOnlySpan<char> text, int from, string mark)
    {
        var at = text[from..].IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? text.Length : from + at + mark.Length;
    }

    private void ReadTag(bool end)
    {
        Kind = end ? HtmlTagKind.End : HtmlTagKind.Start;
        var at = _next + (end ? 2 : 1);
        var nameStart = at;
        while (at < _html.Length && !IsSpace(_html[at]) && _html[at] is not ('>' or '/')) at++;
        Name = HtmlNames.Lower(_html[nameStart..at]);
        Attributes = 0;
        while (at < _html.Length && _html[at] != '>')
        {
            if (IsSpace(_html[at]) || _html[at] == '/') at++;
            else
            {
                Attributes++;
                at = HtmlAttributeReader.Skip(_html, at);
            }
        }
        _next = Math.Min(at + 1, _html.Length);
        if (!end && HtmlNames.IsRawText(Name)) _rawUntil = Name;
    }

    internal static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
