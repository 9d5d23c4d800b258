namespace Webmail.Html.Sanitizing;

/// <summary>A link that was kept.</summary>
/// <param name="Href">The target as written into the markup: http, https, mailto or tel, or "#name".</param>
/// <param name="Host">The host of an http(s) target, lower case, without user info and port; null for others.</param>
/// <param name="Text">The link's visible text, white space folded, at most 200 characters.</param>
public sealed record SafeLink(string Href, string? Host, string Text);
