using System.Globalization;

namespace Webmail.Mime.Calendar;

/// <summary>Dates, times, durations and offsets as calendars write them.</summary>
internal static class CalendarValues
{
    private static readonly string[] Times = ["yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmm", "yyyyMMdd"];

    /// <summary>A DATE or DATE-TIME; separators that some programs write between its digits are ignored. Null for what is neither.</summary>
    /// <param name="zone">TZID; a Z at the end of the value wins over it.</param>
    public static CalendarMoment? Moment(string value, string? zone, CalendarZones? zones)
    {
        value = value.Trim();
        if (value.Length is < 8 or > 40) return null;
        var isUtc = value[^1] is 'Z' or 'z';
        if (isUtc) value = value[..^1];
        if (value.Contains('-', StringComparison.Ordinal) || value.Contains(':', StringComparison.Ordinal))
            value = value.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        // A leap second is the second before it: no clock here can show 60.
        if (value.Length == 15 && value.EndsWith("60", StringComparison.Ordinal)) value = value[..13] + "59";
        if (!DateTime.TryParseExact(value, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        if (value.Length == 8) return new CalendarMoment(CalendarMomentKind.Date, local, null, null);
        if (isUtc) return new CalendarMoment(CalendarMomentKind.Utc, local, null, new DateTimeOffset(local, TimeSpan.Zero));
        if (string.IsNullOrWhiteSpace(zone)) return new CalendarMoment(CalendarMomentKind.Floating, local, null, null);
        var (name, offset) = zones?.Find(zone, local) ?? (zone, null);
        return new CalendarMoment(CalendarMomentKind.Zoned, local, name, offset is { } known ? Instant(local, known) : null);
    }

    /// <summary>[+-]P1W, P1DT2H3M4S. Null for what is none, or longer than a thousand years.</summary>
    public static TimeSpan? Duration(string value)
    {
        value = value.Trim().ToUpperInvariant();
        var negative = value.StartsWith('-');
        if (value.Length > 40 || !value.TrimStart('+', '-').StartsWith('P')) return null;
        double seconds = 0;
        long? number = null;
        foreach (var c in value.TrimStart('+', '-').AsSpan(1))
        {
            if (char.IsAsciiDigit(c))
            {
                number = ((number ?? 0) * 10) + (c - '0');
                if (number > 1_000_000_000_000) return null;
                continue;
            }

            if (c == 'T' && number is null) continue;
            var unit = c switch { 'W' => 604800, 'D' => 86400, 'H' => 3600, 'M' => 60, 'S' => 1, _ => 0 };
            if (unit == 0 || number is null) return null;
            seconds += (double)number.Value * unit;
            number = null;
        }

        return number is null && seconds < 366L * 86400 * 1000 ? TimeSpan.FromSeconds(negative ? -seconds : seconds) : null;
    }

    /// <summary>+0100, -0430, +012345. Null for what is none, or beyond fourteen hours, where no zone is.</summary>
    public static TimeSpan? Offset(string? value)
    {
        value = value?.Trim().Replace(":", "", StringComparison.Ordinal);
        if (value is not { Length: 5 or 7 } || value[0] is not ('+' or '-') || !int.TryParse(value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return null;
        if (value.Length == 5) digits *= 100;
        var offset = new TimeSpan(digits / 10000, digits / 100 % 100, 0); // seconds were for local mean time; nothing here can hold them
        return offset > TimeSpan.FromHours(14) ? null : value[0] == '-' ? -offset : offset;
    }

    private static DateTimeOffset? Instant(DateTime local, TimeSpan offset)
    {
        var ticks = local.Ticks - offset.Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(local, offset) : null;
    }
}
