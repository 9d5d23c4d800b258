using Webmail.Html.RemoteContent;
using Webmail.Html.TextConversion;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// Mail HTML that may stand in the frame's body. Only <see cref="HtmlSanitizer"/> makes it and nothing edits it: write <see cref="Body"/> out as it is.
/// </summary>
public sealed class SafeHtml
{
    internal SafeHtml(string markup, string styleSheet)
    {
        Markup = markup;
        StyleSheet = styleSheet;
    }

    /// <summary>The mail's own style sheet, written again and bound to the mail's box; may be empty. Part of <see cref="Body"/>.</summary>
    public string StyleSheet { get; }

    /// <summary>The mail in two boxes, <c>div.mail-root > section.mail-body</c>, without the style sheet.</summary>
    public string Markup { get; }

    /// <summary>What is inside the two boxes: for quoting into a message that has a body of its own. Without the boxes the mail's style sheet has no hold.</summary>
    public string Content
    {
        get
        {
            // Our own writer's form: in attribute values ">" is always escaped.
            var section = Markup.IndexOf("<section", StringComparison.Ordinal);
            var start = Markup.IndexOf('>', section) + 1;
            return Markup[start..Markup.LastIndexOf("</section>", StringComparison.Ordinal)];
        }
    }

    /// <summary>What the frame's body holds: a style element if there is a sheet, then the markup.</summary>
    public string Body => StyleSheet.Length == 0 ? Markup : $"<style>{StyleSheet}</style>{Markup}";

    /// <summary>
    /// The document type the frame should start with, so that tables and pictures are laid out as their author saw them; empty for quirks mode.
    /// One of three constants.
    /// </summary>
    public required string Doctype { get; init; }

    /// <summary>What would have been loaded from elsewhere.</summary>
    public required RemoteContentFacts Remote { get; init; }

    /// <summary>True for mail that paints its own paper (backgrounds, layout tables): show it on white. False: plain enough for the theme.</summary>
    public required bool IsDesigned { get; init; }

    /// <summary>True when the mail stands on dark paper: its own, or made so by <see cref="SanitizeOptions.Darken"/>.</summary>
    public required bool IsDark { get; init; }

    /// <summary>True when that was made so: its white became #161616.</summary>
    public required bool IsDarkened { get; init; }

    /// <summary>Which way its text begins to run: what the box around it should say, so that no browser has to find out.</summary>
    public required TextDirection Direction { get; init; }

    /// <summary>The links kept, in order.</summary>
    public required IReadOnlyList<SafeLink> Links { get; init; }

    /// <summary>True when the end was cut off at a limit.</summary>
    public required bool IsTruncated { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Body;
}
