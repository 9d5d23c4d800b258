using System.Text.Encodings.Web;
using Webmail.Html.Links;
using Webmail.Html.RemoteContent;
using Webmail.Html.Sanitizing;

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

    public IReadOnlyList<string>? FoldWords { get; private init; }

    /// <summary>True for what needs no paper of its own: it stands in the theme, like plain text.</summary>
    public bool IsPlain { get; }

    /// <param name="foldWords">What the button before a folded quote says: to open, to close.</param>
    public static FrameContent Mail(SafeHtml html, IReadOnlyList<string> foldWords) => new(html.Doctype, html.StyleSheet, html.Markup, !html.IsDesigned) { Remote = html.Remote, Links = Flagged(html.Links), FoldWords = foldWords };

    public static FrameContent Note(string note) => new(OwnDoctype, "", NoteMarkup(note), isPlain: true);

    /// <summary>The text in place of HTML that could not be made safe.</summary>
    public static FrameContent Text(string note, string text) =>
        new(OwnDoctype, "", $"{NoteMarkup(note)}<p class=\"webmail-text\" dir=\"auto\">{HtmlEncoder.Default.Encode(text)}</p>", isPlain: true);

    private static List<FrameLink> Flagged(IReadOnlyList<SafeLink> links)
    {
        var flagged = new List<FrameLink>();
        for (var i = 0; i < links.Count && flagged.Count < MaxFlagged; i++)
        {
            if (LinkGuard.Inspect(links[i].Href, links[i].Text) is { Warnings: not LinkWarnings.None and var warnings }) flagged.Add(new FrameLink(i, (int)warnings));
        }

        return flagged;
    }

    private static string NoteMarkup(string note) => $"<p class=\"webmail-note\">{HtmlEncoder.Default.Encode(note)}</p>";
}
