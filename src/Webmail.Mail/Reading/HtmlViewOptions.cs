namespace Webmail.Mail.Reading;

/// <summary>How a message's HTML is to be made.</summary>
/// <param name="InlineImageUrl">Gives the signed URL of an inline part by its section.</param>
/// <param name="RemoteImageUrl">Gives the proxy's signed URL of a picture on another host; null blocks them all.</param>
public sealed record HtmlViewOptions(Func<string, string> InlineImageUrl, Func<Uri, string?>? RemoteImageUrl = null);
