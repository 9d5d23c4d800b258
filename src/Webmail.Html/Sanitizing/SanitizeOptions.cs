namespace Webmail.Html.Sanitizing;

/// <summary>How one message is made safe. The defaults load nothing.</summary>
public sealed record SanitizeOptions
{
    /// <summary>No pictures but embedded data: ones, default limits.</summary>
    public static SanitizeOptions Default { get; } = new();

    /// <summary>Caps on the input.</summary>
    public HtmlLimits Limits { get; init; } = new();

    /// <summary>Gives the URL of the message's own part for a Content-ID (without brackets, percent-decoded), or null if there is none.</summary>
    public Func<string, string?>? InlineImageUrl { get; init; }

    /// <summary>
    /// Gives the proxy's URL for a picture on another host (http or https, absolute). Null, the default: such pictures are blocked and only their
    /// alternative text is kept.
    /// </summary>
    public Func<Uri, string?>? RemoteImageUrl { get; init; }

    /// <summary>
    /// Past a size, depth or count limit: false (default) refuses; true shows what stands before the place where the limit was passed
    /// (<see cref="SafeHtml.IsTruncated"/>).
    /// </summary>
    public bool ShowWhatFits { get; init; }

    /// <summary>
    /// Writes every colour for dark paper (lightness inverted, hue kept, contrast kept); pictures and mail that is dark already stay as they are. Default false.
    /// </summary>
    public bool Darken { get; init; }

    /// <summary>True: <see cref="Darken"/> leaves mail alone that is plain enough for the theme (<see cref="SafeHtml.IsDesigned"/>). Default false.</summary>
    public bool DarkenOnlyDesigned { get; init; }

    /// <summary>Time source for <see cref="HtmlLimits.MaxTime"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
