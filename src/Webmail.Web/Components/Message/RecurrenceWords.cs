using System.Globalization;
using Microsoft.Extensions.Localization;
using Webmail.Mime.Calendar;

namespace Webmail.Web.Components.Message;

/// <summary>A recurrence rule in words: "Every 2 weeks on Monday and Thursday, 10 times".</summary>
internal static class RecurrenceWords
{
    /// <summary>Days or months that are named; a longer list helps nobody.</summary>
    private const int MaxNamed = 7;

    public static string Of(CalendarRule rule, TimeZoneInfo zone, IStringLocalizer words)
    {
        var culture = CultureInfo.CurrentCulture;
        var text = Every(rule, words);
        if (rule.ByMonth.Count > 0) text += " " + words["InMonths", Join(rule.ByMonth.Where(month => month is > 0 and <= 12).Select(culture.DateTimeFormat.GetMonthName), culture)];
        if (rule.ByDay.Count > 0) text += " " + words["OnDays", Join(rule.ByDay.Select(day => Day(day, rule, culture, words)), culture)];
        if (rule.ByMonthDay is [-1]) text += " " + words["OnLastDay"];
        else if (rule.ByMonthDay.Count > 0) text += " " + words["OnMonthDay", Join(rule.ByMonthDay.Select(day => day.ToString(culture)), culture)];
        var hasMore = rule.ByYearDay.Count + rule.ByWeek.Count + rule.ByHour.Count + rule.ByMinute.Count + rule.BySecond.Count > 0
            || (rule.BySetPosition.Count > 0 && !IsPositionOfDay(rule));
        if (hasMore) text += ", " + words["Conditions"];
        if (rule.Count is { } count) text += ", " + (count == 1 ? words["TimesOne"] : words["Times", count]);
        if (rule.Until is { } until) text += ", " + words["Until", Last(until, zone).ToString("d MMM yyyy", culture)];
        return text;
    }

    private static string Every(CalendarRule rule, IStringLocalizer words)
    {
        var unit = rule.Frequency switch
        {
            CalendarFrequency.Daily => "EveryDay",
            CalendarFrequency.Weekly => "EveryWeek",
            CalendarFrequency.Monthly => "EveryMonth",
            CalendarFrequency.Yearly => "EveryYear",
            CalendarFrequency.Hourly => "EveryHour",
            _ => "Often",
        };
        return unit == "Often" || rule.Interval == 1 ? words[unit] : words[unit + "s", rule.Interval];
    }

    // "the last Friday" is written as -1FR, and as FR with the position -1.
    private static bool IsPositionOfDay(CalendarRule rule) => rule is { ByDay: [{ Ordinal: 0 }], BySetPosition: [_], Frequency: CalendarFrequency.Monthly };

    private static string Day(CalendarWeekday day, CalendarRule rule, CultureInfo culture, IStringLocalizer words)
    {
        var name = culture.DateTimeFormat.GetDayName(day.Day);
        return (IsPositionOfDay(rule) ? rule.BySetPosition[0] : day.Ordinal) switch
        {
            0 => name,
            >= 1 and <= 5 and var ordinal => words["Nth" + ordinal.ToString(CultureInfo.InvariantCulture), name],
            -1 => words["NthLast", name],
            -2 => words["NthLast2", name],
            var ordinal => words["NthOther", name, ordinal],
        };
    }

    private static string Join(IEnumerable<string> names, CultureInfo culture) => string.Join(culture.TextInfo.ListSeparator == ";" ? "; " : ", ", names.Take(MaxNamed));

    private static DateTime Last(CalendarMoment until, TimeZoneInfo zone) =>
        until.Instant is { } instant ? TimeZoneInfo.ConvertTime(instant, zone).DateTime : until.Local;
}
