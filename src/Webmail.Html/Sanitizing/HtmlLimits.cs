namespace Webmail.Html.Sanitizing;

/// <summary>
/// Caps on mail HTML, checked in one linear pass before the tree is built, because AngleSharp's time grows with the square of the depth
/// (250 kB of nested div: 14 s) and with the length of its list of open formatting elements.
/// </summary>
public sealed record HtmlLimits
{
    /// <summary>Characters of the whole part. Default 8,388,608: above the largest tables people send (3 MB), below what a tab can lay out.</summary>
    public int MaxChars { get; init; } = 8 * 1024 * 1024;

    /// <summary>Nested elements. Default 400: browsers stop at 512; our two boxes, html and body need room too.</summary>
    public int MaxDepth { get; init; } = 400;

    /// <summary>
    /// Start tags for each 1,048,576 characters or part of them. Default 80,000: the tree of one megabyte then stays near 64 MB; a table of 3 MB
    /// with short cells has 55,000 for each.
    /// </summary>
    public int MaxTagsPerMegachar { get; init; } = 80_000;

    /// <summary>Attributes of one tag. Default 256: AngleSharp compares each new one with all before it.</summary>
    public int MaxAttributesPerTag { get; init; } = 256;

    /// <summary>Attributes in all. Default 2,000,000.</summary>
    public int MaxAttributes { get; init; } = 2_000_000;

    /// <summary>
    /// Formatting elements (b, font, a, ...) left open at one time. Default 200: each new paragraph opens all of them again, so that n tags make n² elements.
    /// </summary>
    public int MaxOpenFormatting { get; init; } = 200;

    /// <summary>
    /// Wall-clock time for one message of up to 1,048,576 characters, parsing included; longer ones get more in proportion. Default 3 s: what the counts above
    /// can't foresee still ends.
    /// </summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(3);
}
