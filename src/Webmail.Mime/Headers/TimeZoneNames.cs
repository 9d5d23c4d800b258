using System.Collections.Frozen;
using System.Globalization;

namespace Webmail.Mime.Headers;

/// <summary>Time zones by name. RFC 5322 section 4.3 defines the American ones; the others are common and unambiguous enough.</summary>
internal static class TimeZoneNames
{
    private static readonly FrozenDictionary<string, double> Hours = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["WEST"] = 1, ["BST"] = 1, ["IST"] = 5.5,
        ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
        ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10, ["NST"] = -3.5, ["NDT"] = -2.5, ["AST"] = -4, ["ADT"] = -3,
        ["CET"] = 1, ["CEST"] = 2, ["MET"] = 1, ["MEST"] = 2, ["MEZ"] = 1, ["MESZ"] = 2, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3, ["MSD"] = 4,
        ["SGT"] = 8, ["HKT"] = 8, ["AWST"] = 8, ["JST"] = 9, ["KST"] = 9, ["AEST"] = 10, ["AEDT"] = 11, ["ACST"] = 9.5, ["ACDT"] = 10.5,
        ["NZST"] = 12, ["NZDT"] = 13, ["SAST"] = 2, ["BRT"] = -3, ["ART"] = -3,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The offset of a zone name; null where the name is unknown. "EST5EDT" is its first three letters, "GMT+01:00" and "UTC+2" are what they add.</summary>
    public static TimeSpan? Offset(string name)
    {
        name = name.Trim('"', '\'');
        if (Hours.TryGetValue(name, out var hours)) return TimeSpan.FromHours(hours);
        if (name.Length > 4 && char.IsAsciiDigit(name[3]) && Hours.TryGetValue(name[..3], out hours)) return TimeSpan.FromHours(hours);
        var sign = name.AsSpan().IndexOfAny('+', '-');
        return sign is 2 or 3 && Hours.TryGetValue(name[..sign], out hours) && hours == 0 && ReadOffset(name[sign..], out var offset) ? offset : null;
    }

    /// <summary>"+0200", "-7", "+05:30". What means nothing is UTC, as RFC 5322 section 4.3 says of "-0000". False where there are no digits.</summary>
    public static bool ReadOffset(string text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        var digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        var (hours, minutes) = digits.Length <= 2 ? (value, 0) : (value / 100, value % 100);
        if (hours <= 14 && minutes < 60) offset = new TimeSpan(hours, minutes, 0);
        if (offset > TimeSpan.FromHours(14)) offset = TimeSpan.Zero;
        if (text[0] == '-') offset = -offset;
        return true;
    }
}
