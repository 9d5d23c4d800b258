namespace Webmail.Html.TextConversion;

/// <summary>A piece of a line: to be rendered as text or as a link component, never as markup.</summary>
/// <param name="Text">What is shown, exactly as written in the message.</param>
public abstract record TextPiece(string Text);

/// <summary>Plain characters.</summary>
public sealed record TextRun(string Text) : TextPiece(Text);

/// <summary>A web address, mail address or mailto link found in the text.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Href">http, https or mailto target in canonical form.</param>
/// <param name="Host">Host of an http(s) target, lower case; null for mail addresses.</param>
public sealed record TextLink(string Text, string Href, string? Host) : TextPiece(Text);
