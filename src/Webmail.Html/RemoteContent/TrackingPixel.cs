using System.Collections.Frozen;
using System.Globalization;

namespace Webmail.Html.RemoteContent;

/// <summary>
/// Tells pictures that nobody is to see from those that are: too small, hidden, on a host that counts openings, or at an address of the form such services use. A
/// wrong guess costs a spacer; a missed one is loaded by the proxy when pictures are allowed, as any other picture.
/// </summary>
internal static class TrackingPixel
{
    /// <summary>Sides up to this are no picture.</summary>
    private const double MaxSide = 3;

    private const int MaxStyleChars = 4_096;

    /// <summary>Starts or parts of a path at which services count openings, whatever their customer's host name is.</summary>
    private static readonly string[] PathParts =
    [
        "/track/open", "/trackopen", "/track_open", "/open/track", "/opentrack", "/open.php", "/open.aspx", "/open.ashx", "/open.gif", "/open.png", "/openpixel", "/email_open",
        "/emailopen", "/mail_open", "/wf/open", "/tr/op/", "/e/o/", "/oo/", "/ss/o/", "/trk/open", "/o.gif", "/o.png", "/pixel.gif", "/pixel.png", "/pixel.php", "/beacon.gif",
        "/notifications/beacon/", "/track.gif", "/tracking.gif", "/tracker.gif", "/trackpixel", "/tracking/pixel", "/emimp/", "/scribe/ibis", "/footerimages/footerimage1",
        "/open/log/", "/imp.gif", "/impression.gif", "/read-receipt", "/readreceipt", "/e2t/to/", "/e3t/cto/", "/beacon/open", "/mail/open",
    ];

    private static readonly FrozenSet<string> Queries = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "l=open", "action=open", "event=open", "type=open", "e=open", "en=mail_open", "mktopixel=1");

    /// <summary>Who would be told; null for a picture.</summary>
    /// <param name="width">The attribute as written; null when there is none. So for the others.</param>
    public static string? Find(Uri address, string? width, string? height, string? style)
    {
        var host = address.Host.ToLowerInvariant();
        if (TrackerNames.Of(host) is { } name) return name;
        return IsTiny(width, height) || IsHidden(style) || IsOpenAddress(address) ? host : null;
    }

    private static bool IsTiny(string? width, string? height)
    {
        var (wide, high) = (Side(width), Side(height));
        return (wide ?? high) is { } one && one <= MaxSide && (high ?? wide) is { } other && other <= MaxSide;
    }

    private static bool IsHidden(string? style)
    {
        if (style is null or { Length: > MaxStyleChars }) return false;
        string? width = null, height = null;
        foreach (var declaration in style.Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            var value = declaration[(colon + 1)..].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim().ToLowerInvariant();
            switch (declaration[..colon].Trim().ToLowerInvariant())
            {
                case "display" when value == "none":
                case "visibility" when value is "hidden" or "collapse":
                case "opacity" when value is "0" or "0.0" or "0%":
                case "mso-hide" when value == "all":
                    return true;
                case "width" or "max-width": width = value; break;
                case "height" or "max-height": height = value; break;
            }
        }

        return IsTiny(width, height);
    }

    private static double? Side(string? length)
    {
        if (length is null) return null;
        var text = length.AsSpan().Trim();
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        // Of a relative length only nothing at all is too small.
        if (!double.TryParse(text[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
        var unit = text[end..].Trim();
        return unit.Length == 0 || unit.Equals("px", StringComparison.OrdinalIgnoreCase) || value == 0 ? value : null;
    }

    private static bool IsOpenAddress(Uri address)
    {
        var path = address.AbsolutePath;
        foreach (var part in PathParts)
        {
            if (path.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
        }

        // Mailgun and those who use it: a long sealed word and nothing else.
        if (path.StartsWith("/o/eJ", StringComparison.Ordinal) && path.Length > 40) return true;
        return address.Query.Length > 1 && address.Query[1..].Split('&').Any(Queries.Contains);
    }
}
