using System.Text.Encodings.Web;
using Webmail.Html.Links;
using Webmail.Html.RemoteContent;
using Webmail.Html.Sanitizing;
using Webmail.Html.TextConversion;

namespace Webmail.Web.Endpoints;

/// <summary>What may stand in a frame: what the sanitiser made, or our own words and a mail's text, encoded.</summary>
internal sealed class FrameContent
{
    /// <summary>A mail with more of them is a list of addresses, where a warning at each says nothing.</summary>
    private const int MaxFlagged = 2_000;

    private const string OwnDoctype = "<!DOCTYPE html>";

    private FrameContent(string doctype, string styleSheet, string markup, bool isPlain)
    {
        Doctype = doctype;
        StyleSheet = styleSheet;
        Markup = markup;
        IsPlain = isPlain;
    }

    /// <summary>An empty document: it starts the frame's process before there is a mail to show.</summary>
    public static FrameContent Empty { get; } = new(OwnDoctype, "", "", isPlain: false);

    public string Doctype { get; }

    public string StyleSheet { get; }

    public string Markup { get; }

    /// <summary>What the mail would have loaded from elsewhere.</summary>
    public RemoteContentFacts Remote { get; private init; } = new(0, 0, [], 0, []);

    /// <summary>Links that something speaks against.</summary>
    public IReadOnlyList<FrameLink> Links { get; private init; } = [];

    /// <summary>What it cost, for the browser's own measurements (Server-Timing).</summary>
    public (TimeSpan Fetched, TimeSpan Sanitized) Cost { get; private init; }

    public IReadOnlyList<string>? FoldWords { get; private init; }

    /// <summary>True for what needs no paper of its own: it stands in the theme, like plain text.</summary>
    public bool IsPlain { get; }

    /// <summary>True for words about a mail that can't be had now.</summary>
    public bool IsFailure { get; private init; }

    /// <summary>Which way text without a design runs: <c>ltr</c> or <c>rtl</c>; a design says that itself.</summary>
    public string Direction { get; private init; } = "ltr";

    /// <summary>What the mail's paper is: light, dark by its own design, or darkened.</summary>
    public string Paper { get; private init; } = "light";

    /// <param name="foldWords">What the button before a folded quote says: to open, to close. None folds nothing.</param>
    /// <param name="cut">What is said below a mail that is not whole; empty for nothing.</param>
    /// <param name="cost">How long fetching and sanitising took.</param>
    public static FrameContent Mail(SafeHtml html, IReadOnlyList<string> foldWords, string cut = "", (TimeSpan Fetched, TimeSpan Sanitized) cost = default) =>
        new(html.Doctype, html.StyleSheet, cut.Length == 0 ? html.Markup : html.Markup + NoteMarkup(cut), !html.IsDesigned)
        {
            Cost = cost,
            Direction = html.Direction.Attribute(),
            Remote = html.Remote,
            Links = Flagged(html.Links),
            FoldWords = foldWords.Count == 0 ? null : foldWords,
            Paper = html.IsDarkened ? "darkened" : html.IsDark ? "dark" : "light",
        };

    public static FrameContent Note(string note) => new(OwnDoctype, "", NoteMarkup(note), isPlain: true) { Direction = DirectionOf(note), IsFailure = true };

    /// <summary>The text in place of HTML that could not be made safe.</summary>
    /// <param name="offer">What the button says that asks for what can be shown; empty for none.</param>
    public static FrameContent Text(string note, string text, string offer = "") =>
        new(OwnDoctype, "", $"{NoteMarkup(note)}{(offer.Length == 0 ? "" : $"<p><button type=\"button\" class=\"webmail-fits\">{HtmlEncoder.Default.Encode(offer)}</button></p>")}<p class=\"webmail-text\" dir=\"{DirectionOf(text)}\">{HtmlEncoder.Default.Encode(text)}</p>", isPlain: true) { Direction = DirectionOf(note) };

    /// <summary>A plain text on paper.</summary>
    /// <param name="markup">Our own paragraphs, their words encoded.</param>
    /// <param name="note">What is said below it; empty for nothing.</param>
    /// <param name="direction">Which way those words run.</param>
    public static FrameContent Printed(string markup, string note, TextDirection direction) =>
        new(OwnDoctype, "", note.Length == 0 ? markup : markup + NoteMarkup(note), isPlain: true) { Direction = direction.Attribute() };

    private static List<FrameLink> Flagged(IReadOnlyList<SafeLink> links)
    {
        var flagged = new List<FrameLink>();
        for (var i = 0; i < links.Count && flagged.Count < MaxFlagged; i++)
        {
            if (LinkGuard.Inspect(links[i].Href, links[i].Text) is { Warnings: not LinkWarnings.None and var warnings }) flagged.Add(new FrameLink(i, (int)warnings));
        }

        return flagged;
    }

    private static string DirectionOf(string text) => (TextDirections.FirstStrong(text) ?? TextDirection.LeftToRight).Attribute();

    private static string NoteMarkup(string note) => $"<p class=\"webmail-note\">{HtmlEncoder.Default.Encode(note)}</p>";
}
