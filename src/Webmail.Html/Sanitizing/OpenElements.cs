using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Webmail.Html.Tokens;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// A guess at the parser's stack of open elements (HTML standard, section 13.2.6.4.7). Each tag costs a bounded look back, so the whole is linear; where the
/// guess may err it errs to deeper.
/// </summary>
internal sealed class OpenElements
{
    /// <summary>How far up a tag looks for the element it closes.</summary>
    private const int LookBack = 64;

    private const int MaxSameTags = 3;

    private static readonly FrozenSet<string> Barriers = FrozenSet.Create(StringComparer.Ordinal, "table", "td", "th", "caption", "template", "marquee", "object", "applet");

    private static readonly FrozenSet<string> TableParts = FrozenSet.Create(StringComparer.Ordinal, "td", "th", "tr", "tbody", "thead", "tfoot", "table", "caption");

    private readonly List<string> _open = [];
    private readonly Dictionary<string, Stack<int>> _formatting = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _sameTags = [];
    private int _foreign;
    private int _tables;

    public int Depth => _open.Count;

    public int OpenFormatting { get; private set; }

    /// <summary>True inside SVG or MathML.</summary>
    public bool IsForeign => _foreign > 0;

    public void Open(string name, ReadOnlySpan<char> tag)
    {
        if (HtmlNames.IsVoid(name) || name is "html" or "head" or "body") return;
        // The parser ignores parts of a table outside of one.
        if (TableParts.Contains(name) && name != "table" && _tables == 0) return;
        if (HtmlNames.ClosesOpenParagraph(name))
        {
            _foreign = 0;
            if (name is "li" or "dd" or "dt") CloseItem(name);
            CloseBlock("p");
            if (IsHeading(name) && _open.Count > 0 && IsHeading(_open[^1])) Remove(_open.Count - 1);
        }
        switch (name)
        {
            case "td" or "th": ClosePart("td", "th", "caption"); break;
            case "tr": ClosePart("tr", "tr", "caption"); break;
            case "tbody" or "thead" or "tfoot": ClosePart("tbody", "thead", "tfoot"); break;
            case "option": CloseInline("option"); break;
            case "a": Close("a"); break;
            case "svg" or "math": _foreign++; break;
            case "table": _tables++; break;
        }
        _open.Add(name);
        if (HtmlNames.IsFormatting(name)) Remember(name, tag);
    }

    private void Remember(string formatting, ReadOnlySpan<char> tag)
    {
        var key = string.GetHashCode(tag, StringComparison.Ordinal);
        if (!_formatting.TryGetValue(formatting, out var keys)) _formatting.Add(formatting, keys = new Stack<int>());
        keys.Push(key);
        // The parser's list holds at most three of the same ("Noah's Ark").
        if (CollectionsMarshal.GetValueRefOrAddDefault(_sameTags, key, out _)++ < MaxSameTags) OpenFormatting++;
    }

    public void Close(string name)
    {
        if (HtmlNames.IsFormatting(name)) Forget(name);
        if (name is "svg" or "math" && _foreign > 0) _foreign--;
        if (TableParts.Contains(name)) ClosePart(name, name, name);
        else if (IsBlock(name)) CloseBlock(name);
        else CloseInline(name);
    }

    private static bool IsHeading(string name) => name is ['h', >= '1' and <= '6'];

    private static bool IsBlock(string name) => HtmlNames.ClosesOpenParagraph(name) || Barriers.Contains(name) || name is "button" or "select";

    private void Forget(string formatting)
    {
        if (!_formatting.TryGetValue(formatting, out var keys) || !keys.TryPop(out var key)) return;
        if (--CollectionsMarshal.GetValueRefOrAddDefault(_sameTags, key, out _) < MaxSameTags) OpenFormatting--;
    }

    private void Remove(int from)
    {
        // A cell or table that ends takes the formatting opened in it along; a paragraph hands it on to what follows.
        var inTable = TableParts.Contains(_open[from]);
        for (var i = from; i < _open.Count; i++)
        {
            if (_open[i] == "table") _tables--;
            else if (inTable && HtmlNames.IsFormatting(_open[i])) Forget(_open[i]);
        }
        _open.RemoveRange(from, _open.Count - from);
    }

    /// <summary>A block's end tag closes all that is open in it, but reaches into no cell.</summary>
    private void CloseBlock(string name)
    {
        var last = Math.Max(0, _open.Count - LookBack);
        for (var i = _open.Count - 1; i >= last; i--)
        {
            if (_open[i] == name)
            {
                Remove(i);
                return;
            }
            if (Barriers.Contains(_open[i]) || (name == "p" && _open[i] == "button")) return;
        }
    }

    private void CloseItem(string name)
    {
        var last = Math.Max(0, _open.Count - LookBack);
        for (var i = _open.Count - 1; i >= last; i--)
        {
            if (_open[i] == name || (name != "li" && _open[i] is "dd" or "dt"))
            {
                Remove(i);
                return;
            }
            if (IsBlock(_open[i]) && _open[i] is not ("p" or "div" or "address")) return;
        }
    }

    /// <summary>An inline end tag closes nothing across a block; a formatting one takes itself out and leaves the blocks in it open.</summary>
    private void CloseInline(string name)
    {
        var last = Math.Max(0, _open.Count - LookBack);
        var crossed = false;
        for (var i = _open.Count - 1; i >= last; i--)
        {
            if (_open[i] == name)
            {
                if (crossed) _open.RemoveAt(i);
                else Remove(i);
                return;
            }
            if (Barriers.Contains(_open[i])) return;
            if (!IsBlock(_open[i])) continue;
            if (!HtmlNames.IsFormatting(name)) return;
            crossed = true;
        }
    }

    private void ClosePart(string name, string second, string third)
    {
        var last = Math.Max(0, _open.Count - LookBack);
        for (var i = _open.Count - 1; i >= last; i--)
        {
            if (_open[i] == name || _open[i] == second || _open[i] == third)
            {
                Remove(i);
                return;
            }
            if (_open[i] is "table" or "template") return;
        }
    }
}
