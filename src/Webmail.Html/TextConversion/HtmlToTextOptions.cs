namespace Webmail.Html.TextConversion;

/// <summary>What the text is for.</summary>
public sealed record HtmlToTextOptions
{
    /// <summary>Longest result in characters; the rest is left out. Default 1,000,000.</summary>
    public int MaxChars { get; init; } = 1_000_000;

    /// <summary>Keeps text in elements styled display:none: newsletters put the text meant for previews there. Default false.</summary>
    public bool IncludeHidden { get; init; }

    /// <summary>Writes "> " before the lines of a blockquote, as replies need. Default true.</summary>
    public bool MarkQuotes { get; init; } = true;

    /// <summary>Writes a link's target after its text, in angle brackets, where they differ. Default false.</summary>
    public bool ShowLinkTargets { get; init; }
}
