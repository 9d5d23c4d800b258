using Webmail.Html.TextConversion;

namespace Webmail.Mail.Reading;

/// <summary>Plain text ready to render.</summary>
/// <param name="Text">Paragraphs, quotes and links; see Webmail.Html.</param>
/// <param name="Truncated">True when the part is longer than the limit; the rest is in the download.</param>
public sealed record PlainBody(TextDocument Text, bool Truncated)
{
    /// <summary>True for the first lines of a text whose rest is on its way: what begins there may look otherwise when its end is known (quotes that fold).</summary>
    public bool IsBeginning { get; init; }
}
