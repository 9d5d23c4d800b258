using System.Globalization;

namespace Webmail.Mime.Calendar;

/// <summary>How often something repeats, coarsely.</summary>
public enum CalendarFrequency
{
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>A day of the week in a rule: MO, 2TU, -1FR.</summary>
/// <param name="Ordinal">The how-manieth of month or year, negative from the end; 0 for every one.</param>
public sealed record CalendarWeekday(int Ordinal, DayOfWeek Day);

/// <summary>A recurrence rule (RFC 5545 section 3.3.10), read but not unrolled.</summary>
public sealed record CalendarRule
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public required string Raw { get; init; }

    public required CalendarFrequency Frequency { get; init; }

    /// <value>The default is 1.</value>
    public int Interval { get; init; } = 1;

    public int? Count { get; init; }

    public CalendarMoment? Until { get; init; }

    public IReadOnlyList<CalendarWeekday> ByDay { get; init; } = [];

    public IReadOnlyList<int> ByMonthDay { get; init; } = [];

    public IReadOnlyList<int> ByYearDay { get; init; } = [];

    public IReadOnlyList<int> ByWeek { get; init; } = [];

    public IReadOnlyList<int> ByMonth { get; init; } = [];

    public IReadOnlyList<int> ByHour { get; init; } = [];

    public IReadOnlyList<int> ByMinute { get; init; } = [];

    public IReadOnlyList<int> BySecond { get; init; } = [];

    public IReadOnlyList<int> BySetPosition { get; init; } = [];

    public DayOfWeek? WeekStart { get; init; }

    /// <summary>Null for a rule that breaks the grammar: one without a frequency, with a part twice, or with a number that is none.</summary>
    public static CalendarRule? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', 40, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 3) is not [var name, var value] || !parts.TryAdd(name.Trim(), value.Trim())) return null;
        }

        if (!parts.TryGetValue("FREQ", out var word) || !Enum.TryParse<CalendarFrequency>(word, ignoreCase: true, out var frequency) || int.TryParse(word, CultureInfo.InvariantCulture, out _))
            return null;
        try
        {
            return new CalendarRule
            {
                Raw = text,
                Frequency = frequency,
                Interval = Number("INTERVAL") ?? 1,
                Count = Number("COUNT"),
                Until = parts.TryGetValue("UNTIL", out var until) ? CalendarValues.Moment(until, null, null) ?? throw new FormatException() : null,
                ByDay = [.. Values("BYDAY").Select(Weekday)],
                ByMonthDay = Numbers("BYMONTHDAY", 31),
                ByYearDay = Numbers("BYYEARDAY", 366),
                ByWeek = Numbers("BYWEEKNO", 53),
                ByMonth = Numbers("BYMONTH", 12),
                ByHour = Numbers("BYHOUR", 24),
                ByMinute = Numbers("BYMINUTE", 60),
                BySecond = Numbers("BYSECOND", 60),
                BySetPosition = Numbers("BYSETPOS", 366),
                WeekStart = parts.TryGetValue("WKST", out var start) ? Weekday(start).Day : null,
            };
        }
        catch (FormatException)
        {
            return null;
        }

        int? Number(string name) => !parts.TryGetValue(name, out var value) ? null
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new FormatException();

        IEnumerable<string> Values(string name) =>
            parts.TryGetValue(name, out var value) ? value.Split(',', ContentLimits.MaxValues, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

        IReadOnlyList<int> Numbers(string name, int largest) => [.. Values(name).Select(value =>
            int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs((long)number) <= largest ? number : throw new FormatException())];
    }

    private static CalendarWeekday Weekday(string text)
    {
        if (text.Length < 2) throw new FormatException();
        var day = Array.IndexOf(Days, text[^2..].ToUpperInvariant());
        var ordinal = 0;
        if (day < 0 || (text.Length > 2 && !int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ordinal)))
            throw new FormatException();
        return new CalendarWeekday(Math.Clamp(ordinal, -53, 53), (DayOfWeek)day);
    }
}
