using System.Globalization;
using System.Text;

namespace Webmail.Html.Css;

/// <summary>The an+b microsyntax (CSS Syntax Level 3, section 6), as far as mail uses it: even, odd, 3, 2n, 2n+1, n+2.</summary>
internal static class CssNthFormula
{
    public static string? Write(ReadOnlySpan<CssToken> tokens)
    {
        var text = new StringBuilder();
        foreach (var token in tokens)
        {
            switch (token.Kind)
            {
                case CssTokenKind.Whitespace:
                    break;
                case CssTokenKind.Ident when token.Text.Length <= 8:
                    text.Append(token.Text.ToLowerInvariant());
                    break;
                case CssTokenKind.Number when IsWhole(token.Number):
                    AppendSigned(text, token.Number);
                    break;
                case CssTokenKind.Dimension when IsWhole(token.Number) && token.Text.Length <= 8:
                    AppendSigned(text, token.Number).Append(token.Text.ToLowerInvariant());
                    break;
                case CssTokenKind.Delim when token.Text[0] is '+' or '-':
                    text.Append(token.Text);
                    break;
                default:
                    return null;
            }
        }
        var formula = text.ToString();
        return formula is "even" or "odd" || IsFormula(formula) ? formula : null;
    }

    private static bool IsWhole(double number) => Math.Abs(number) <= CssLimits.MaxNumber && number == Math.Floor(number);

    private static StringBuilder AppendSigned(StringBuilder text, double number)
    {
        if (text.Length > 0 && text[^1] == 'n' && number >= 0) text.Append('+');
        return text.Append(((int)number).ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsFormula(string text)
    {
        var at = 0;
        var sign = text.StartsWith('-') || text.StartsWith('+') ? 1 : 0;
        at = Digits(text, sign);
        if (at == text.Length) return at > sign;
        if (text[at] != 'n') return false;
        if (++at == text.Length) return true;
        return text[at] is '+' or '-' && at + 1 < text.Length && Digits(text, at + 1) == text.Length;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at;
    }
}
