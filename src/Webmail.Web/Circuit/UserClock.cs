using System.Globalization;

namespace Webmail.Web.Circuit;

/// <summary>The person's own day: dates and times in their zone and culture.</summary>
public sealed class UserClock(TimeProvider time, CurrentDevice device)
{
    public DateTimeOffset Now => Local(time.GetUtcNow());

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, device.Settings.Zone);

    /// <summary>As short as a list needs it: the time today, the weekday this week, the day this year, else the date.</summary>
    public string Brief(DateTimeOffset moment)
    {
        var local = Local(moment);
        var culture = CultureInfo.CurrentCulture;
        var days = (Now.Date - local.Date).Days;
        if (days is 0)
            return local.ToString("t", culture);
        if (days is > 0 and < 7)
            return local.ToString("ddd", culture);
        return local.Year == Now.Year ? local.ToString(MonthAndDay(culture), culture) : local.ToString("d", culture);
    }

    /// <summary>Everything that is known, for titles and screen readers.</summary>
    public string Full(DateTimeOffset moment) => Local(moment).ToString("f", CultureInfo.CurrentCulture);

    /// <summary>The culture's order of day and month with the month cut short.</summary>
    private static string MonthAndDay(CultureInfo culture) =>
        culture.DateTimeFormat.MonthDayPattern.Replace("MMMM", "MMM", StringComparison.Ordinal);
}
