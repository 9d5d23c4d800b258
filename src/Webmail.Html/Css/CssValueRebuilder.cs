using System.Text;

namespace Webmail.Html.Css;

/// <summary>
/// Writes a value again from its tokens, or refuses it. A value is refused whole when it holds anything not listed: another function, a url, a
/// bad string, an unknown unit, an unclosed bracket.
/// </summary>
internal static class CssValueRebuilder
{
    public static string? Rebuild(string property, CssValueKinds kinds, ReadOnlySpan<CssToken> value, CssScope? scope = null)
    {
        if (value.IsEmpty || value.Length > CssLimits.MaxValueTokens) return null;
        var css = new StringBuilder();
        Span<CssGroup> groups = stackalloc CssGroup[CssLimits.MaxValueDepth];
        var depth = 0;
        var glued = true;
        for (var i = 0; i < value.Length; i++)
        {
            var token = value[i];
            if (token.Kind == CssTokenKind.Whitespace)
            {
                glued = false;
                continue;
            }
            var group = depth == 0 ? CssGroup.None : groups[depth - 1];
            Separate(css, token, glued);
            glued = true;
            var holdsColor = group == CssGroup.Gradient || (group == CssGroup.None && kinds.HasFlag(CssValueKinds.Color));
            if (scope is { Darkens: true } && holdsColor && CssColor.TryRead(value, ref i, out var color)) css.Append(scope.Write(color));
            else if (token.Nesting > 0)
            {
                var opened = Open(token, kinds, group);
                if (opened == CssGroup.None || depth == CssLimits.MaxValueDepth) return null;
                groups[depth++] = opened;
                if (token.Kind == CssTokenKind.Function) css.Append(token.Text.ToLowerInvariant());
                css.Append('(');
            }
            else if (token.Kind == CssTokenKind.CloseParen && depth > 0)
            {
                depth--;
                css.Append(')');
            }
            else if (!Append(css, property, kinds, group, token)) return null;
        }
        return depth == 0 && css.Length > 0 ? css.ToString() : null;
    }

    /// <summary>Tokens that only a comment kept apart must not run together.</summary>
    private static void Separate(StringBuilder css, CssToken next, bool glued)
    {
        if (css.Length == 0 || css[^1] is '(' or ',' || next.Kind is CssTokenKind.Comma or CssTokenKind.CloseParen) return;
        if (glued && (next.IsDelim('/') || css[^1] == '/')) return;
        css.Append(' ');
    }

    private static CssGroup Open(CssToken token, CssValueKinds kinds, CssGroup outer)
    {
        if (token.Kind == CssTokenKind.OpenParen) return outer == CssGroup.Math ? CssGroup.Math : CssGroup.None;
        if (token.Kind != CssTokenKind.Function) return CssGroup.None;
        var name = token.Text.ToLowerInvariant();
        var colors = kinds.HasFlag(CssValueKinds.Color) || outer == CssGroup.Gradient;
        if (colors && outer is CssGroup.None or CssGroup.Gradient && CssFunctions.Colors.Contains(name)) return CssGroup.Color;
        if (kinds.HasFlag(CssValueKinds.Length) && outer != CssGroup.Color && CssFunctions.Math.Contains(name)) return CssGroup.Math;
        if (kinds.HasFlag(CssValueKinds.Gradient) && outer == CssGroup.None && CssFunctions.Gradients.Contains(name)) return CssGroup.Gradient;
        if (kinds.HasFlag(CssValueKinds.Comma | CssValueKinds.Length) && outer == CssGroup.None && CssFunctions.GridSizes.Contains(name))
            return CssGroup.Math;
        return CssGroup.None;
    }

    private static bool Append(StringBuilder css, string property, CssValueKinds kinds, CssGroup group, CssToken token) => token.Kind switch
    {
        CssTokenKind.Ident => AppendIdent(css, property, kinds, token.Text),
        CssTokenKind.Number => (group != CssGroup.None || kinds.HasFlag(CssValueKinds.Length)) && AppendNumber(css, token.Number, ""),
        CssTokenKind.Percentage => (group != CssGroup.None || kinds.HasFlag(CssValueKinds.Length)) && AppendNumber(css, token.Number, "%"),
        CssTokenKind.Dimension => (group != CssGroup.None || kinds.HasFlag(CssValueKinds.Length)) && AppendDimension(css, token),
        CssTokenKind.Hash => (group == CssGroup.Gradient || (group == CssGroup.None && kinds.HasFlag(CssValueKinds.Color))) && AppendHash(css, token.Text),
        CssTokenKind.String => group == CssGroup.None && kinds.HasFlag(CssValueKinds.String) && AppendFontName(css, token.Text),
        CssTokenKind.Comma => (group != CssGroup.None || kinds.HasFlag(CssValueKinds.Comma)) && AppendMark(css, ','),
        CssTokenKind.Delim => AppendDelim(css, kinds, group, token.Text[0]),
        _ => false,
    };

    private static bool AppendMark(StringBuilder css, char mark)
    {
        css.Append(mark);
        return true;
    }

    private static bool AppendDelim(StringBuilder css, CssValueKinds kinds, CssGroup group, char mark) => mark switch
    {
        '/' => (group != CssGroup.None || kinds.HasFlag(CssValueKinds.Slash)) && AppendMark(css, mark),
        '+' or '-' or '*' => group == CssGroup.Math && AppendMark(css, mark),
        _ => false,
    };

    private static bool AppendIdent(StringBuilder css, string property, CssValueKinds kinds, string name)
    {
        if (name.Length > CssLimits.MaxNameChars) return false;
        if (kinds.HasFlag(CssValueKinds.Names))
        {
            css.AppendName(name);
            return true;
        }
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-') return false;
        }
        var keyword = name.ToLowerInvariant();
        if (!CssProperties.AllowsKeyword(property, keyword)) return false;
        css.AppendName(keyword);
        return true;
    }

    private static bool AppendNumber(StringBuilder css, double number, string unit)
    {
        if (!double.IsFinite(number) || Math.Abs(number) > CssLimits.MaxNumber) return false;
        css.AppendNumber(number).Append(unit);
        return true;
    }

    private static bool AppendDimension(StringBuilder css, CssToken token)
    {
        var unit = token.Text.ToLowerInvariant();
        return CssFunctions.Units.Contains(unit) && AppendNumber(css, token.Number, unit);
    }

    private static bool AppendHash(StringBuilder css, string digits)
    {
        if (digits.Length is not (3 or 4 or 6 or 8)) return false;
        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }
        css.Append('#').Append(digits.ToLowerInvariant());
        return true;
    }

    private static bool AppendFontName(StringBuilder css, string text)
    {
        if (text.Length > CssLimits.MaxNameChars || text.AsSpan().ContainsAnyInRange('\0', '\u001F')) return false;
        css.AppendString(text);
        return true;
    }
}
