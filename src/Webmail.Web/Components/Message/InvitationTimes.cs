using System.Globalization;
using Microsoft.Extensions.Localization;
using Webmail.Mime.Calendar;

namespace Webmail.Web.Components.Message;

/// <summary>When an event is, for the reader, and for whoever wrote it where that is another time of day.</summary>
/// <param name="Day">The day in the reader's zone; null when no time is given.</param>
/// <param name="There">In the organiser's zone; null when clocks there show the same.</param>
internal sealed record InvitationTimes(DateTime? Day, string When, string? There)
{
    public static InvitationTimes Of(CalendarItem item, TimeZoneInfo zone, IStringLocalizer words)
    {
        if (item.Start is not { } start) return new InvitationTimes(null, words["NoTime"], null);
        if (start.Kind == CalendarMomentKind.Date) return new InvitationTimes(start.Local, AllDay(start, item.End, words), null);
        if (start.Instant is not { } instant) return new InvitationTimes(start.Local, Unanchored(start, item.End, words), null);
        var here = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        var until = item.End?.Instant is { } end && end > instant ? TimeZoneInfo.ConvertTime(end, zone).DateTime : (DateTime?)null;
        return new InvitationTimes(here, Range(here, until, "SameDay", "OtherDay", "OnlyStart", words), Elsewhere(start, item.End, here, words));
    }

    private static string AllDay(CalendarMoment start, CalendarMoment? end, IStringLocalizer words)
    {
        var last = end is { Kind: CalendarMomentKind.Date } && end.Local > start.Local ? end.Local.AddDays(-1) : start.Local;
        return last > start.Local ? words["AllDays", Date(start.Local), Date(last)] : words["AllDay", Date(start.Local)];
    }

    private static string Unanchored(CalendarMoment start, CalendarMoment? end, IStringLocalizer words)
    {
        var from = Date(start.Local) + ", " + Time(start.Local);
        string? until = end is null || end.Local <= start.Local ? null : end.Local.Date == start.Local.Date ? Time(end.Local) : Date(end.Local) + ", " + Time(end.Local);
        return (start.Zone, until) switch
        {
            (null, null) => words["Floating", from],
            (null, _) => words["FloatingRange", from, until],
            (_, null) => words["UnknownZone", from, start.Zone],
            _ => words["UnknownZoneRange", from, until, start.Zone],
        };
    }

    private static string? Elsewhere(CalendarMoment start, CalendarMoment? end, DateTime here, IStringLocalizer words)
    {
        if (start.Zone is null || start.Local == here) return null;
        var city = start.Zone[(start.Zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
        var day = start.Local.Date == here.Date ? "" : Date(start.Local) + ", ";
        var sameZone = end is not null && end.Zone == start.Zone && end.Local.Date == start.Local.Date && end.Local > start.Local;
        return sameZone ? words["ThereSame", day + Time(start.Local), Time(end!.Local), city] : words["ThereStart", day + Time(start.Local), city];
    }

    private static string Range(DateTime from, DateTime? until, string sameDay, string otherDay, string onlyStart, IStringLocalizer words)
    {
        var start = Date(from) + ", " + Time(from);
        if (until is not { } end) return words[onlyStart, start];
        return end.Date == from.Date ? words[sameDay, start, Time(end)] : words[otherDay, start, Date(end) + ", " + Time(end)];
    }

    private static string Date(DateTime day) => day.ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture);

    private static string Time(DateTime time) => time.ToString("t", CultureInfo.CurrentCulture);
}
