namespace Webmail.Html.Css;

/// <summary>Bounds on foreign CSS.</summary>
internal static class CssLimits
{
    /// <summary>Characters of all sheets of a message together: ten times the largest newsletter sheet seen.</summary>
    public const int MaxSheetChars = 512 * 1024;

    /// <summary>Characters of one style attribute.</summary>
    public const int MaxStyleChars = 16 * 1024;

    /// <summary>Rules kept; every rule is tried by the browser on every element.</summary>
    public const int MaxRules = 4_000;

    /// <summary>Selectors kept per rule.</summary>
    public const int MaxSelectors = 64;

    /// <summary>Compounds of one selector; the browser backtracks over them.</summary>
    public const int MaxCompounds = 16;

    /// <summary>Tokens of one value; the longest sensible gradient or font list is far below.</summary>
    public const int MaxValueTokens = 256;

    /// <summary>Open brackets inside a value.</summary>
    public const int MaxValueDepth = 8;

    /// <summary>Nested @media.</summary>
    public const int MaxMediaDepth = 4;

    /// <summary>Largest magnitude of a number: beyond it only layouts that hide or overflow are made.</summary>
    public const double MaxNumber = 100_000;

    /// <summary>Characters of a name (class, id, font).</summary>
    public const int MaxNameChars = 128;
}
