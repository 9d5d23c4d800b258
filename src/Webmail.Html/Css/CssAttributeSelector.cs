using System.Collections.Frozen;
using System.Text;

namespace Webmail.Html.Css;

/// <summary>An attribute selector: listed attributes, with the prefix where the value is a class or an id.</summary>
internal static class CssAttributeSelector
{
    private static readonly FrozenSet<string> Attributes =
        "class id href src alt title align valign width height dir lang bgcolor border role type start colspan rowspan style".Split(' ')
            .ToFrozenSet(StringComparer.Ordinal);

    public static bool TryAppend(StringBuilder css, ReadOnlySpan<CssToken> tokens)
    {
        string? name = null;
        string? value = null;
        var match = "";
        foreach (var token in tokens)
        {
            if (token.Kind == CssTokenKind.Whitespace) continue;
            if (name is null && token.Kind == CssTokenKind.Ident) name = token.Text.ToLowerInvariant();
            else if (name is not null && value is null && token.Kind == CssTokenKind.Delim && match.Length < 2) match += token.Text;
            else if (match.Length > 0 && value is null && token.Kind is CssTokenKind.Ident or CssTokenKind.String) value = token.Text;
            else return false;
        }
        if (name is null || !Attributes.Contains(name)) return false;
        css.Append('[').Append(name);
        if (match.Length > 0)
        {
            if (match is not ("=" or "~=" or "|=" or "^=" or "$=" or "*=") || value is null || value.Length > CssLimits.MaxNameChars) return false;
            if (name is "class" or "id" && match is "=" or "~=" or "^=" or "|=" && MailNames.Scoped(value) is { } scoped) value = scoped;
            css.Append(match).AppendString(value);
        }
        css.Append(']');
        return true;
    }
}
