using System.Net;
using System.Text.RegularExpressions;
using Webmail.Html.Sanitizing;

namespace Webmail.Mail.Compose;

/// <summary>
/// HTML between mail and editor. Both ways it goes through the sanitiser. In the editor, pictures of the draft are addresses of ours, and pictures on other hosts
/// are held back behind an address that loads nothing: writing an answer must not tell the sender that it is being written.
/// </summary>
public static partial class EditorHtml
{
    /// <summary>Where a held-back picture points; the rest is its escaped address.</summary>
    public const string HeldPrefix = "/compose/held?u=";

    /// <summary>The address of a draft's file.</summary>
    public static string FileUrl(string account, Guid draft, Guid file) => $"/compose/{account}/drafts/{draft:D}/files/{file:D}/content";

    /// <summary>Holds a picture on another host back.</summary>
    public static string Hold(Uri picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return HeldPrefix + Uri.EscapeDataString(picture.AbsoluteUri);
    }

    /// <summary>What was pasted, or comes from a stored message, as the editor may hold it. Null when it can't be made safe.</summary>
    /// <param name="html">Anything.</param>
    /// <param name="pictureOf">The address of the picture with a Content-ID; null leaves it out.</param>
    public static string? ForEditor(string html, Func<string, string?> pictureOf) =>
        Clean(html, new SanitizeOptions { InlineImageUrl = pictureOf, RemoteImageUrl = Hold, ShowWhatFits = true });

    /// <summary>What the editor held, as it stands in the message: pictures of the draft by Content-ID, held-back pictures by their own address.</summary>
    /// <param name="html">From the browser: not to be trusted to be what our editor makes.</param>
    /// <param name="contentIdOf">The Content-ID of a file of this draft; null for one that it does not have.</param>
    public static string? ForMessage(string html, Func<Guid, string?> contentIdOf)
    {
        ArgumentNullException.ThrowIfNull(html);
        var named = FileAddress().Replace(html, match => Guid.TryParse(match.Groups["file"].Value, out var file) && contentIdOf(file) is { } id ? "cid:" + id : "");
        var released = HeldAddress().Replace(named, match => Release(match.Groups["u"].Value));
        return Clean(released, new SanitizeOptions { InlineImageUrl = id => "cid:" + id, RemoteImageUrl = uri => uri.AbsoluteUri });
    }

    private static string? Clean(string html, SanitizeOptions options)
    {
        var result = HtmlSanitizer.Sanitize(html, options);
        return result.IsSafe ? result.Html.Content.Trim() : null;
    }

    private static string Release(string escaped)
    {
        var address = Uri.UnescapeDataString(WebUtility.HtmlDecode(escaped));
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? WebUtility.HtmlEncode(address) : "";
    }

    // Also with our own host before it: some browsers make addresses whole when HTML is copied.
    [GeneratedRegex("""(?:https?://[^/"'\s<>]{1,300})?/compose/[0-9a-f]{8}/drafts/[0-9a-f-]{36}/files/(?<file>[0-9a-f-]{36})/content""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex FileAddress();

    [GeneratedRegex("""(?:https?://[^/"'\s<>]{1,300})?/compose/held\?u=(?<u>[A-Za-z0-9%._~!$*(),;:@/&#-]*)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex HeldAddress();
}
