using System.Collections.Frozen;

namespace Webmail.Html.Css;

/// <summary>The short list of functions; any other name in a value drops the declaration.</summary>
internal static class CssFunctions
{
    public static readonly FrozenSet<string> Colors = Set("rgb rgba hsl hsla hwb lab lch oklab oklch");

    public static readonly FrozenSet<string> Math = Set("calc min max clamp");

    public static readonly FrozenSet<string> Gradients =
        Set("linear-gradient radial-gradient repeating-linear-gradient repeating-radial-gradient conic-gradient");

    /// <summary>Not repeat(): a count makes the browser allocate tracks.</summary>
    public static readonly FrozenSet<string> GridSizes = Set("minmax");

    public static readonly FrozenSet<string> Units =
        Set("px em rem pt pc in cm mm q ex ch vw deg rad grad turn fr dpi dpcm dppx x");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
