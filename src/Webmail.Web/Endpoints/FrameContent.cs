using System.Text.Encodings.Web;
using Webmail.Html.Sanitizing;

namespace Webmail.Web.Endpoints;

/// <summary>What may stand in a frame: what the sanitiser made, or our own words and a mail's text, encoded.</summary>
internal sealed class FrameContent
{
    private const string OwnDoctype = "<!DOCTYPE html>";

    private FrameContent(string doctype, string styleSheet, string markup, int blocked)
    {
        Doctype = doctype;
        StyleSheet = styleSheet;
        Markup = markup;
        Blocked = blocked;
    }

    /// <summary>An empty document: it starts the frame's process before there is a mail to show.</summary>
    public static FrameContent Empty { get; } = new(OwnDoctype, "", "", 0);

    public string Doctype { get; }

    public string StyleSheet { get; }

    public string Markup { get; }

    /// <summary>Remote images that were left out.</summary>
    public int Blocked { get; }

    public static FrameContent Mail(SafeHtml html) => new(html.Doctype, html.StyleSheet, html.Markup, html.Remote.BlockedImages);

    public static FrameContent Note(string note) => new(OwnDoctype, "", NoteMarkup(note), 0);

    /// <summary>The text in place of HTML that could not be made safe.</summary>
    public static FrameContent Text(string note, string text) =>
        new(OwnDoctype, "", $"{NoteMarkup(note)}<p class=\"webmail-text\" dir=\"auto\">{HtmlEncoder.Default.Encode(text)}</p>", 0);

    private static string NoteMarkup(string note) => $"<p class=\"webmail-note\">{HtmlEncoder.Default.Encode(note)}</p>";
}
