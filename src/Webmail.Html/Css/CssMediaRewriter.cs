using System.Collections.Frozen;
using System.Text;

namespace Webmail.Html.Css;

/// <summary>Writes a media query list again from listed words and features. The reader's colour scheme is not the mail's to know: dark blocks are left out.</summary>
internal static class CssMediaRewriter
{
    private static readonly FrozenSet<string> Words = Set("all screen print and only not");

    private static readonly FrozenSet<string> Features = Set(
        "width min-width max-width height min-height max-height device-width min-device-width max-device-width orientation "
        + "resolution min-resolution max-resolution -webkit-min-device-pixel-ratio -webkit-max-device-pixel-ratio "
        + "-webkit-device-pixel-ratio aspect-ratio hover pointer color min-color prefers-reduced-motion");

    /// <summary>Null when a query of the list is not understood.</summary>
    public static string? Rewrite(ReadOnlySpan<CssToken> prelude)
    {
        if (prelude.Length > CssLimits.MaxValueTokens) return null;
        var css = new StringBuilder();
        for (var i = 0; i < prelude.Length; i++)
        {
            var token = prelude[i];
            if (token.Kind == CssTokenKind.Whitespace) continue;
            if (token.Kind == CssTokenKind.Comma) css.Append(',');
            else
            {
                if (css.Length > 0 && css[^1] != ',') css.Append(' ');
                if (token.Kind == CssTokenKind.OpenParen)
                {
                    var end = i + 1;
                    while (end < prelude.Length && prelude[end].Kind != CssTokenKind.CloseParen) end++;
                    if (end == prelude.Length || !AppendFeature(css, prelude[(i + 1)..end])) return null;
                    i = end;
                }
                else if (token.Kind == CssTokenKind.Ident && Words.Contains(token.Text.ToLowerInvariant())) css.Append(token.Text.ToLowerInvariant());
                else return null;
            }
        }
        return css.Length == 0 ? "all" : css.ToString();
    }

    private static bool AppendFeature(StringBuilder css, ReadOnlySpan<CssToken> tokens)
    {
        css.Append('(');
        var named = false;
        var colon = false;
        foreach (var token in tokens)
        {
            switch (token.Kind)
            {
                case CssTokenKind.Whitespace:
                    break;
                case CssTokenKind.Ident when !named && token.IsIdent("prefers-color-scheme"):
                    if (!IsLight(tokens)) return false;
                    css.Append("min-width:0)");
                    return true;
                case CssTokenKind.Ident when !named && Features.Contains(token.Text.ToLowerInvariant()):
                    named = true;
                    css.Append(token.Text.ToLowerInvariant());
                    break;
                case CssTokenKind.Colon when named && !colon:
                    colon = true;
                    css.Append(':');
                    break;
                case CssTokenKind.Ident when colon && IsWord(token.Text):
                    css.Append(token.Text.ToLowerInvariant());
                    break;
                case CssTokenKind.Number when colon && Math.Abs(token.Number) <= CssLimits.MaxNumber:
                    css.AppendNumber(token.Number);
                    break;
                case CssTokenKind.Dimension when colon && Math.Abs(token.Number) <= CssLimits.MaxNumber && CssFunctions.Units.Contains(token.Text.ToLowerInvariant()):
                    css.AppendNumber(token.Number).Append(token.Text.ToLowerInvariant());
                    break;
                case CssTokenKind.Delim when colon && token.IsDelim('/'):
                    css.Append('/');
                    break;
                default:
                    return false;
            }
        }
        css.Append(')');
        return named;
    }

    private static bool IsLight(ReadOnlySpan<CssToken> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.IsIdent("light")) return true;
        }
        return false;
    }

    private static bool IsWord(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetter(c) && c != '-') return false;
        }
        return text.Length <= CssLimits.MaxNameChars;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
