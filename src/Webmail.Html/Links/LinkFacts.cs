namespace Webmail.Html.Links;

/// <summary>Where a web link leads.</summary>
/// <param name="Host">The host as it is asked for: lower case, in ASCII (xn--).</param>
/// <param name="ReadableHost">The same in its own letters where nobody can take it for another; else as <paramref name="Host"/>.</param>
public sealed record LinkFacts(string Host, string ReadableHost, LinkWarnings Warnings);
