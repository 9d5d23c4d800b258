namespace Webmail.Mail.Reading;

/// <summary>How a message's HTML is to be made.</summary>
/// <param name="InlineImageUrl">Gives the signed URL of an inline part by its section.</param>
/// <param name="RemoteImageUrl">Gives the proxy's signed URL of a picture on another host; null blocks them all.</param>
/// <param name="Darkens">Designed mail is written for dark paper; what is plain enough for the theme, or dark already, is left alone.</param>
/// <param name="ShowsWhatFits">Past a limit the beginning is shown instead of the text.</param>
public sealed record HtmlViewOptions(Func<string, string> InlineImageUrl, Func<Uri, string?>? RemoteImageUrl = null, bool Darkens = false, bool ShowsWhatFits = false);
