namespace Webmail.Html.Css;

/// <summary>
/// Turns a design for white paper into one for dark: lightness inverted in OKLab (Björn Ottosson, 2020), hue kept, chroma cut to what can be shown. White becomes a
/// dark grey, black white, and all between keeps its order, so that what stood out still does.
/// </summary>
internal static class DarkPaper
{
    /// <summary>Lightness of what was white.</summary>
    private const double Darkest = 0.2;

    /// <summary>Above 1 the middle greys come out lighter: text that could just be read on white still can.</summary>
    private const double Curve = 1.3;

    /// <summary>Below this lightness paper counts as dark already.</summary>
    private const double DarkBelow = 0.45;

    public static CssColor Invert(CssColor color)
    {
        var (lightness, a, b) = ToOklab(color);
        var inverted = 1 - (1 - Darkest) * Math.Pow(Math.Clamp(lightness, 0, 1), Curve);
        for (var chroma = 1.0; chroma > 0; chroma -= 0.1)
        {
            if (TryFromOklab(inverted, a * chroma, b * chroma, color.Alpha, out var shown)) return shown;
        }
        TryFromOklab(inverted, 0, 0, color.Alpha, out var grey);
        return grey;
    }

    public static bool IsDark(CssColor color) => color.Alpha > 0.5 && ToOklab(color).Lightness < DarkBelow;

    private static (double Lightness, double A, double B) ToOklab(CssColor color)
    {
        double r = Linear(color.Red), g = Linear(color.Green), b = Linear(color.Blue);
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    private static bool TryFromOklab(double lightness, double a, double b, double alpha, out CssColor color)
    {
        var l = Math.Pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        var m = Math.Pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        var s = Math.Pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        var red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
        var green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
        var blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
        color = new CssColor(Gamma(red), Gamma(green), Gamma(blue), alpha);
        return IsShown(red) && IsShown(green) && IsShown(blue);
    }

    private static bool IsShown(double channel) => channel is >= -0.001 and <= 1.001;

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    private static byte Gamma(double channel)
    {
        var c = Math.Clamp(channel, 0, 1);
        return (byte)Math.Round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.Pow(c, 1 / 2.4) - 0.055));
    }
}
