using System.Collections.Immutable;
using System.Globalization;

namespace Webmail.Web.Circuit;

/// <summary>
/// What one device remembers: looks and sizes. It lives in a cookie that the browser's own script writes, so that the first
/// page already comes out right and a change needs no round trip. A stranger can write it too: every value is checked.
/// </summary>
public sealed record DeviceSettings
{
    public const string CookieName = "wm-device";
    public const string ZoneCookieName = "wm-zone";

    /// <summary>Bytes of cookie that are looked at: browsers stop at 4096.</summary>
    private const int MaxLength = 4096;

    /// <summary>Folded folders that are remembered; more than that is not a habit but an attack on the header size.</summary>
    private const int MaxFolds = 200;

    public static readonly DeviceSettings Default = new();

    /// <summary>"light" or "dark"; null follows the system.</summary>
    public string? Theme { get; private init; }

    public string Density { get; private init; } = "cosy";

    public string Panes { get; private init; } = "right";

    /// <summary>Width of the list in CSS pixels, 320 to 640; null is the design's own.</summary>
    public int? ListWidth { get; private init; }

    /// <summary>Rows that fit on the device's screen, as its list last counted them.</summary>
    public int Rows { get; private init; } = 16;

    /// <summary>Keys (see <see cref="FoldKey"/>) of the folders whose sub-folders are hidden.</summary>
    public ImmutableHashSet<string> Folds { get; private init; } = [];

    public TimeZoneInfo Zone { get; private init; } = TimeZoneInfo.Utc;

    public static DeviceSettings Parse(string? cookie, string? zone)
    {
        var settings = Default with { Zone = ZoneOf(zone) };
        if (cookie is null || cookie.Length > MaxLength)
            return settings;
        foreach (var pair in cookie.Split('&'))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            if (cut > 0)
                settings = settings.With(pair[..cut], pair[(cut + 1)..]);
        }

        return settings;
    }

    /// <summary>A short name for a folder in the cookie: FNV-1a, 32 bits. A collision folds one folder too many.</summary>
    public static string FoldKey(string folder)
    {
        var hash = 2166136261u;
        foreach (var unit in folder)
            hash = (hash ^ unit) * 16777619u;
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private DeviceSettings With(string name, string value) => (name, value) switch
    {
        ("theme", "light" or "dark") => this with { Theme = value },
        ("density", "compact" or "cosy" or "relaxed") => this with { Density = value },
        ("panes", "right" or "below" or "off") => this with { Panes = value },
        ("list", _) when Number(value) is >= 320 and <= 640 and var width => this with { ListWidth = width },
        ("rows", _) when Number(value) is >= 4 and <= 80 and var rows => this with { Rows = rows },
        ("folds", _) => this with { Folds = [.. value.Split('.').Where(key => key.Length == 8).Take(MaxFolds)] },
        _ => this,
    };

    private static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeZoneInfo ZoneOf(string? name) =>
        name is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
