using System.Text.Encodings.Web;
using System.Text.Json;

namespace Webmail.Web.Endpoints;

/// <summary>
/// The document in the mail frame: sanitised mail between our own few lines of style and script. Its policy is the third wall
/// after sanitiser and sandbox, so it is written here and nowhere else.
/// </summary>
internal static class FrameDocument
{
    /// <summary>The only place on our host that a frame may load from.</summary>
    internal const string PartsPath = "/parts/";

    /// <summary>Names the banner shows; the rest is a number.</summary>
    private const int MaxNamedTrackers = 4;

    private const string Sandbox = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox";

    private static readonly string Style = Own("FrameStyle.css");

    // Said before the mail is read: a large one is silent for long after that.
    // And it is laid out once, when all of it is there: a table of thousands of rows would be measured again with every piece that comes.
    private const string Here = "document.documentElement.classList.add(\"reading\");parent.postMessage({type:\"here\",path:location.pathname},\"*\")";

    private static readonly string Bridge = Own("FrameBridge.js");

    /// <param name="host">The request's Host; without a scheme the source keeps the page's own, also behind a proxy that ends TLS.</param>
    public static string Policy(string host, string nonce)
    {
        var parts = IsPlainHost(host) ? host + PartsPath : "'self'";
        // Style elements are ours or written anew by the sanitiser, so they carry the nonce; mail's style attributes can't.
        return $"{Sandbox}; default-src 'none'; img-src {parts} data:; style-src 'unsafe-inline'; style-src-elem 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
            + $"script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    }

    public static string Write(FrameContent content, string nonce) =>
        $"""
        {content.Doctype}<html{(content.IsPlain ? " class=\"plain\"" : content.Paper == "darkened" ? " class=\"darkened\"" : "")}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title></title><script nonce="{nonce}">{Here}</script>
        <style nonce="{nonce}">{Style}</style><style nonce="{nonce}">{content.StyleSheet}</style></head><body{(content.IsPlain ? $" dir=\"{content.Direction}\"" : "")} data-facts="{HtmlEncoder.Default.Encode(Facts(content))}"><div class="webmail-page">{content.Markup}</div><script nonce="{nonce}">{Bridge}</script></body></html>
        """;

    private static string Facts(FrameContent content)
    {
        var names = content.Remote.Trackers.Take(MaxNamedTrackers).Select(tracker => tracker.Name);
        return JsonSerializer.Serialize(new FrameFacts(content.Remote.BlockedImages, content.Remote.TrackingPixels, [.. names], content.Links, content.FoldWords, content.Paper, content.IsFailure), FrameJson.Default.FrameFacts);
    }

    // Kestrel lets only the characters of a reg-name pass in Host; this keeps a policy whole behind any other server.
    internal static bool IsPlainHost(string host) =>
        host.Length is > 0 and <= 260 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']');

    /// <summary>A file that lies in the assembly.</summary>
    internal static string Own(string name)
    {
        using var reader = new StreamReader(typeof(FrameDocument).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
