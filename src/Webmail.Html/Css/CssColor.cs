using System.Globalization;

namespace Webmail.Html.Css;

/// <summary>A colour that was understood: channels 0 to 255, alpha 0 to 1.</summary>
internal readonly record struct CssColor(byte Red, byte Green, byte Blue, double Alpha)
{
    public static CssColor FromRgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb, 1);

    /// <summary>Reads #hex, a name, rgb() or hsl() that starts at <paramref name="at"/> and moves to its last token. False for the rest (lab, currentcolor).</summary>
    public static bool TryRead(ReadOnlySpan<CssToken> tokens, ref int at, out CssColor color)
    {
        var token = tokens[at];
        color = default;
        return token.Kind switch
        {
            CssTokenKind.Hash => TryHex(token.Text, out color),
            CssTokenKind.Ident when CssColorNames.TryGet(token.Text, out var named) => (color = FromRgb(named)).Alpha > 0,
            CssTokenKind.Function => TryFunction(tokens, ref at, out color),
            _ => false,
        };
    }

    public static bool TryHex(string digits, out CssColor color)
    {
        color = default;
        if (digits.Length is not (3 or 4 or 6 or 8) || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        if (digits.Length <= 4)
        {
            var wide = 0u;
            foreach (var c in digits) wide = (wide << 8) | (uint)(Convert.ToInt32(c.ToString(), 16) * 17);
            value = wide;
        }
        if (digits.Length is 3 or 6) color = FromRgb((int)value);
        else color = FromRgb((int)(value >> 8)) with { Alpha = Math.Round((value & 255) / 255.0, 3) };
        return true;
    }

    private static bool TryFunction(ReadOnlySpan<CssToken> tokens, ref int at, out CssColor color)
    {
        color = default;
        Span<double> parts = stackalloc double[4];
        var count = 0;
        var name = tokens[at].Text.ToLowerInvariant();
        if (name is not ("rgb" or "rgba" or "hsl" or "hsla")) return false;
        var end = at + 1;
        for (; end < tokens.Length && tokens[end].Kind != CssTokenKind.CloseParen; end++)
        {
            var token = tokens[end];
            if (token.Kind is CssTokenKind.Whitespace or CssTokenKind.Comma || token.IsDelim('/')) continue;
            if (count == 4 || token.Kind is not (CssTokenKind.Number or CssTokenKind.Percentage) && !(token.Kind == CssTokenKind.Dimension && token.Text == "deg")) return false;
            var share = token.Kind == CssTokenKind.Percentage ? token.Number / 100 : double.NaN;
            parts[count] = double.IsNaN(share) ? token.Number : count == 3 || name[0] == 'h' ? share : share * 255;
            count++;
        }
        if (count < 3 || end == tokens.Length) return false;
        var alpha = count == 4 ? Math.Clamp(parts[3], 0, 1) : 1;
        color = name[0] == 'r' ? new(Byte(parts[0]), Byte(parts[1]), Byte(parts[2]), alpha) : FromHsl(parts[0], Math.Clamp(parts[1], 0, 1), Math.Clamp(parts[2], 0, 1), alpha);
        at = end;
        return true;
    }

    private static CssColor FromHsl(double hue, double saturation, double lightness, double alpha)
    {
        double Channel(double n)
        {
            var k = (n + (hue / 30 % 12 + 12)) % 12;
            return 255 * (lightness - saturation * Math.Min(lightness, 1 - lightness) * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)));
        }
        return new(Byte(Channel(0)), Byte(Channel(8)), Byte(Channel(4)), alpha);
    }

    private static byte Byte(double value) => double.IsFinite(value) ? (byte)Math.Clamp(Math.Round(value), 0, 255) : (byte)0;

    /// <summary>As #rrggbb, or rgba() when it can be seen through.</summary>
    public override string ToString() => Alpha >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}")
        : string.Create(CultureInfo.InvariantCulture, $"rgba({Red},{Green},{Blue},{Alpha:0.###})");
}
