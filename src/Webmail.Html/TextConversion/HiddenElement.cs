using Webmail.Html.Tokens;

namespace Webmail.Html.TextConversion;

/// <summary>Follows one element at a time whose content is not for reading: the head, or one styled display:none.</summary>
internal struct HiddenElement
{
    private string? _name;
    private int _depth;

    public readonly bool IsInside => _name is not null;

    /// <summary>False when the tag is inside, or starts, something hidden.</summary>
    public bool Open(HtmlScanner tag, bool includeHidden)
    {
        if (_name is not null)
        {
            if (tag.Name == _name) _depth++;
            // Heads are left unclosed; the body ends them.
            if (_name != "head" || tag.Name != "body") return false;
            _name = null;
            return true;
        }
        if (HtmlNames.IsVoid(tag.Name) || !(tag.Name is "head" or "svg" or "math" or "select" || (!includeHidden && IsStyledAway(tag)))) return true;
        _name = tag.Name;
        _depth = 1;
        return false;
    }

    /// <summary>False when the tag is inside, or ends, something hidden.</summary>
    public bool Close(string name)
    {
        if (_name is null) return true;
        if (name == _name && --_depth == 0) _name = null;
        return false;
    }

    private static bool IsStyledAway(HtmlScanner tag)
    {
        if (tag.Attributes == 0 || HtmlAttributeReader.Find(tag.Raw, "style") is not { } style) return false;
        var at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        var value = style.AsSpan(at + "display".Length).TrimStart();
        return value.StartsWith(":") && value[1..].TrimStart().StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }
}
