using Webmail.Html.Sanitizing;

namespace Webmail.Mail.Reading;

/// <summary>Sanitised HTML, or null with the reason when it was refused and its text has to be shown.</summary>
/// <param name="Text">The text to show when it was refused; else empty.</param>
public sealed record HtmlBody(SafeHtml? Html, string? RefusedBecause, string Text);
