using System.Runtime.InteropServices;
using Webmail.Html.Tokens;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// A guess at the parser's stack of open elements. Each tag costs a bounded look back, so the whole is linear; where the guess may err it errs to deeper.
/// </summary>
internal sealed class OpenElements
{
    /// <summary>How far up an end tag looks for its element.</summary>
    private const int LookBack = 64;

    private readonly List<string> _open = [];
    private readonly Dictionary<string, int> _formatting = new(StringComparer.Ordinal);

    public int Depth => _open.Count;

    public int OpenFormatting { get; private set; }

    public void Open(string name)
    {
        if (HtmlNames.IsVoid(name) || name is "html" or "head" or "body") return;
        if (HtmlNames.ClosesOpenParagraph(name)) CloseImplied("p");
        switch (name)
        {
            case "li": CloseImplied("li"); break;
            case "dd" or "dt": CloseImplied("dd"); CloseImplied("dt"); break;
            case "td" or "th": CloseTo("td", "th"); break;
            case "tr": CloseTo("tr", "tr"); break;
            case "tbody" or "thead" or "tfoot": CloseTo("tbody", "thead"); break;
            case "option": CloseImplied("option"); break;
            case "a": Close("a"); break;
        }
        _open.Add(name);
        if (!HtmlNames.IsFormatting(name)) return;
        OpenFormatting++;
        CollectionsMarshal.GetValueRefOrAddDefault(_formatting, name, out _)++;
    }

    public void Close(string name)
    {
        if (HtmlNames.IsFormatting(name)) Forget(name);
        CloseImplied(name);
    }

    private void Forget(string formatting)
    {
        if (!_formatting.TryGetValue(formatting, out var count) || count == 0) return;
        _formatting[formatting] = count - 1;
        OpenFormatting--;
    }

    private void Remove(int from)
    {
        // A cell or table that ends takes the formatting opened in it along; a paragraph hands it on to what follows.
        if (_open[from] is "td" or "th" or "tr" or "tbody" or "thead" or "tfoot" or "table" or "caption")
        {
            for (var i = from; i < _open.Count; i++)
            {
                if (HtmlNames.IsFormatting(_open[i])) Forget(_open[i]);
            }
        }
        _open.RemoveRange(from, _open.Count - from);
    }

    /// <summary>Closes the nearest element of that name, unless a cell or a table stands between.</summary>
    private void CloseImplied(string name)
    {
        var last = Math.Max(0, _open.Count - LookBack);
        for (var i = _open.Count - 1; i >= last; i--)
        {
            if (_open[i] == name)
            {
                Remove(i);
                return;
            }
            if (_open[i] is "td" or "th" or "caption" && name is not ("table" or "tr" or "tbody" or "thead" or "tfoot")) return;
            if (_open[i] == "table") return;
        }
    }

    private void CloseTo(string name, string orName)
    {
        var last = Math.Max(0, _open.Count - LookBack);
        for (var i = _open.Count - 1; i >= last && _open[i] != "table"; i--)
        {
            if (_open[i] != name && _open[i] != orName) continue;
            Remove(i);
            return;
        }
    }
}
