using System.Text;
using Webmail.Html.Tokens;

namespace Webmail.Html.TextConversion;

/// <summary>Collects text as a reader would see it: folded white space, line breaks at blocks, bullets, numbers, quote marks.</summary>
internal sealed class PlainTextWriter(int maxChars, bool markQuotes)
{
    private const int MaxListDepth = 16;
    private readonly StringBuilder _text = new();
    private readonly List<int> _lists = [];
    private int _breaks;
    private int _quotes;
    private int _pre;
    private bool _space;

    public bool IsFull => _text.Length >= maxChars;

    public int Length => _text.Length;

    public string Finish()
    {
        if (_text.Length > maxChars) _text.Length = char.IsHighSurrogate(_text[maxChars - 1]) ? maxChars - 1 : maxChars;
        return _text.ToString();
    }

    public void Text(string text)
    {
        foreach (var c in text)
        {
            if (IsFull) return;
            if (_pre > 0 && c == '\n') Break(_breaks + 1);
            else if (c != '\u00A0' && char.IsWhiteSpace(c) && (_pre == 0 || c == '\r')) _space = true;
            else if (c == '\t' || !char.IsControl(c)) Append(c);
        }
    }

    private void Append(char c)
    {
        Flush();
        if (_space && _text.Length > 0 && _text[^1] is not ('\n' or ' ')) _text.Append(' ');
        _space = false;
        _text.Append(c == '\u00A0' ? ' ' : c);
    }

    private void Flush()
    {
        if (_breaks == 0 && _text.Length > 0) return;
        if (_text.Length > 0) _space = false;
        for (var i = _text.Length == 0 ? 1 : 0; i < _breaks; i++)
        {
            _text.Append('\n');
            if (markQuotes && i + 1 < _breaks && _quotes > 0) _text.Append('>', _quotes);
        }
        _breaks = 0;
        if (!markQuotes || _quotes == 0) return;
        _text.Append('>', _quotes).Append(' ');
    }

    private void Break(int lines)
    {
        _space = false;
        _breaks = Math.Max(_breaks, Math.Min(lines, _pre > 0 ? 50 : 2));
    }

    public void Open(string name, ReadOnlySpan<char> tag)
    {
        switch (name)
        {
            case "br": Break(_breaks + 1); break;
            case "hr":
                Break(1);
                foreach (var c in "----------") Append(c);
                Break(1);
                break;
            case "img":
                if (HtmlAttributeReader.Find(tag, "alt") is { Length: > 0 and < 500 } alt) Text(System.Net.WebUtility.HtmlDecode(alt));
                break;
            case "td" or "th": _space = true; break;
            case "ul" or "ol":
                Break(_lists.Count == 0 ? 2 : 1);
                if (_lists.Count < MaxListDepth) _lists.Add(name == "ol" ? 0 : -1);
                break;
            case "li": Bullet(); break;
            case "pre": Block(2); _pre++; break;
            case "blockquote": Block(2); _quotes = Math.Min(_quotes + 1, PlainText.MaxQuoteDepth); break;
            default: Block(BreaksAround(name)); break;
        }
    }

    public void Close(string name)
    {
        switch (name)
        {
            case "ul" or "ol":
                if (_lists.Count > 0) _lists.RemoveAt(_lists.Count - 1);
                Break(_lists.Count == 0 ? 2 : 1);
                break;
            case "pre": Block(2); _pre = Math.Max(0, _pre - 1); break;
            case "blockquote": Block(2); _quotes = Math.Max(0, _quotes - 1); break;
            case "td" or "th": _space = true; break;
            case "br": Break(_breaks + 1); break;
            default: Block(BreaksAround(name)); break;
        }
    }

    public void LinkTarget(string target, int textStart)
    {
        if (textStart > _text.Length || _text.ToString(textStart, _text.Length - textStart).Trim() is var shown && (shown == target || target.EndsWith(shown, StringComparison.Ordinal) && shown.Length > 0)) return;
        foreach (var c in $" <{target}>")
        {
            if (c == ' ') _space = true;
            else Append(c);
        }
    }

    private void Block(int lines)
    {
        if (lines > 0) Break(lines);
    }

    private void Bullet()
    {
        Break(1);
        if (_lists.Count > 0 && _lists[^1] >= 0)
        {
            _lists[^1]++;
            foreach (var c in _lists[^1].ToString(System.Globalization.CultureInfo.InvariantCulture) + ".") Append(c);
        }
        else Append('•');
        _space = true;
    }

    private static int BreaksAround(string name) => name switch
    {
        "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dl" => 2,
        _ => HtmlNames.ClosesOpenParagraph(name) || name is "tr" or "caption" or "form" or "body" ? 1 : 0,
    };
}
