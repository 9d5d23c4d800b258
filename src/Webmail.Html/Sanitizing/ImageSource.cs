using AngleSharp.Dom;

namespace Webmail.Html.Sanitizing;

/// <summary>Decides what an img may show: a part of the message, an embedded picture, the proxy's copy, or nothing.</summary>
internal sealed class ImageSource(SanitizeOptions options, RemoteContentCounter remote)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>The src to write; null for none. <paramref name="blocked"/>: a picture that could be allowed later.</summary>
    public string? Read(IElement image, out bool blocked, out bool pixel)
    {
        blocked = false;
        pixel = false;
        var raw = image.GetAttribute("src")?.Trim() ?? "";
        if (raw.Length == 0 || _given.Contains(raw)) return raw.Length == 0 ? null : raw;
        if (raw.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return DataImage.Read(raw);
        if (raw.StartsWith("cid:", StringComparison.OrdinalIgnoreCase)) return Give(options.InlineImageUrl?.Invoke(Uri.UnescapeDataString(raw[4..])));
        if (LinkTarget.Read(raw) is not { Host: { } host } target) return null;
        pixel = IsPixel(image);
        var url = Uri.TryCreate(target.Href, UriKind.Absolute, out var uri) ? options.RemoteImageUrl?.Invoke(uri) : null;
        remote.SeeImage(host, url is not null, pixel);
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

    private static bool IsPixel(IElement image)
    {
        var style = image.GetAttribute("style") ?? "";
        return IsTiny(image.GetAttribute("width")) || IsTiny(image.GetAttribute("height"))
            || style.Contains("display:none", StringComparison.OrdinalIgnoreCase) || style.Contains("display: none", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsTiny(string? length) => length is not null && AttributeValues.Length(length) is "0" or "1" or "2" or "3";
}
