using System.Globalization;
using System.Text;

namespace Webmail.Html.Css;

/// <summary>Writes parsed values back. Only characters that mean nothing to HTML and no more than themselves to CSS leave unescaped.</summary>
internal static class CssWriter
{
    public static StringBuilder AppendName(this StringBuilder css, string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var digitFirst = char.IsAsciiDigit(c) && (i == 0 || (i == 1 && name[0] == '-'));
            var loneDash = c == '-' && name.Length == 1;
            if (digitFirst || loneDash || !IsPlain(c)) css.AppendEscape(c);
            else css.Append(c);
        }
        return css;
    }

    public static StringBuilder AppendString(this StringBuilder css, string text)
    {
        css.Append('\'');
        foreach (var c in text)
        {
            if (IsPlain(c) || c is ' ' or '.' or ',' or ':' or '/' or '%' or '+' or '#' or '=' or '!' or '?') css.Append(c);
            else css.AppendEscape(c);
        }
        return css.Append('\'');
    }

    public static StringBuilder AppendNumber(this StringBuilder css, double value) =>
        css.Append(Math.Round(value, 4, MidpointRounding.AwayFromZero).ToString("0.####", CultureInfo.InvariantCulture));

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || c >= 0xA0;

    private static void AppendEscape(this StringBuilder css, char c) =>
        css.Append('\\').Append(((int)c).ToString("x", CultureInfo.InvariantCulture)).Append(' ');
}
