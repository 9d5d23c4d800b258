using AngleSharp.Dom;
using Webmail.Html.RemoteContent;

namespace Webmail.Html.Sanitizing;

/// <summary>Decides what an img may show: a part of the message, an embedded picture, the proxy's copy, or nothing.</summary>
internal sealed class ImageSource(SanitizeOptions options, RemoteContentCounter remote)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>The src to write; null for none. <paramref name="blocked"/>: a picture that could be allowed later. <paramref name="tracker"/>: never one.</summary>
    public string? Read(IElement image, out bool blocked, out bool tracker)
    {
        blocked = false;
        tracker = false;
        var raw = image.GetAttribute("src")?.Trim() ?? "";
        if (raw.Length == 0 || _given.Contains(raw)) return raw.Length == 0 ? null : raw;
        if (raw.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return DataImage.Read(raw);
        if (raw.StartsWith("cid:", StringComparison.OrdinalIgnoreCase)) return Give(options.InlineImageUrl?.Invoke(Uri.UnescapeDataString(raw[4..])));
        if (LinkTarget.Read(raw) is not { Host: { } host } target) return null;
        if (!Uri.TryCreate(target.Href, UriKind.Absolute, out var uri)) return null;
        if (TrackingPixel.Find(uri, image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("style")) is { } name)
        {
            tracker = true;
            remote.SeeTracker(name);
            return null;
        }

        var url = options.RemoteImageUrl?.Invoke(uri);
        remote.SeeImage(host, url is not null);
        blocked = url is null;
        return Give(url);
    }

    /// <summary>What the caller gave is known again when the result is read back.</summary>
    private string? Give(string? url)
    {
        if (url is null) return null;
        url = CleanText.Clean(url);
        _given.Add(url);
        return url;
    }
}
