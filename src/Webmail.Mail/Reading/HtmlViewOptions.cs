namespace Webmail.Mail.Reading;

/// <summary>How a message's HTML is to be made.</summary>
/// <param name="InlineImageUrl">Gives the signed URL of an inline part by its section.</param>
public sealed record HtmlViewOptions(Func<string, string> InlineImageUrl);
