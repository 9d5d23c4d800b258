namespace Webmail.Mime.Calendar;

/// <summary>A VTIMEZONE: when which offset began, by its own rules.</summary>
public sealed class CalendarZone
{
    private readonly IReadOnlyList<Observance> _observances;

    private CalendarZone(string id, string? location, IReadOnlyList<Observance> observances) => (Id, Location, _observances) = (id, location, observances);

    public string Id { get; }

    /// <summary>X-LIC-LOCATION: the IANA name that the file says it means; null when it says none.</summary>
    public string? Location { get; }

    public int Observances => _observances.Count;

    internal static CalendarZone Of(string id, ContentComponent component)
    {
        var observances = component.Children.Take(ContentLimits.MaxObservances).Select(Observance.Of).OfType<Observance>().ToList();
        return new CalendarZone(id, component.Text("X-LIC-LOCATION")?.Trim(), observances);
    }

    /// <summary>Null when the file gives no observance that can be read.</summary>
    public TimeSpan? OffsetAt(DateTime local)
    {
        Observance? current = null;
        var since = DateTime.MinValue;
        foreach (var observance in _observances)
        {
            if (observance.LastOnset(local) is { } onset && (current is null || onset > since)) (current, since) = (observance, onset);
        }

        // Before the first change the zone had the offset that the first change came from.
        return current?.To ?? _observances.MinBy(observance => observance.Start)?.From;
    }

    /// <summary>STANDARD or DAYLIGHT. Of rules, those that zones use are followed: yearly, in a month, on a day of the week or of the month.</summary>
    private sealed record Observance(DateTime Start, TimeSpan From, TimeSpan To, CalendarRule? Rule, IReadOnlyList<DateTime> Dates)
    {
        public static Observance? Of(ContentComponent component)
        {
            var start = component.Find("DTSTART") is { } line ? CalendarValues.Moment(line.Value, null, null) : null;
            var to = CalendarValues.Offset(component.Find("TZOFFSETTO")?.Value);
            if (start is null || to is null) return null;
            var rule = component.Find("RRULE") is { } text ? CalendarRule.Parse(text.Value) : null;
            var dates = component.All("RDATE").SelectMany(line => ContentText.Split(line.Value, ',')).Take(ContentLimits.MaxObservances)
                .Select(date => CalendarValues.Moment(date, null, null)?.Local).OfType<DateTime>().ToList();
            return new Observance(start.Local, CalendarValues.Offset(component.Find("TZOFFSETFROM")?.Value) ?? to.Value, to.Value, rule, dates);
        }

        /// <summary>The last time this began at or before a wall-clock time; null when it had not begun yet.</summary>
        public DateTime? LastOnset(DateTime local)
        {
            DateTime? last = Start <= local ? Start : null;
            foreach (var date in Dates)
            {
                if (date <= local && (last is null || date > last)) last = date;
            }

            if (Rule is not { Frequency: CalendarFrequency.Yearly } || last is null) return last;
            for (var year = local.Year; year >= Math.Max(local.Year - 1, Start.Year); year--)
            {
                if (InYear(year) is { } onset && onset <= local && onset >= Start && !(Rule.Until is { } until && onset > until.Local.AddDays(1))) return onset > last ? onset : last;
            }

            // The rule has ended: its last year counts.
            return Rule.Until is { } end && InYear(Math.Clamp(end.Local.Year, Start.Year, local.Year)) is { } final && final <= local && final > last ? final : last;
        }

        private DateTime? InYear(int year)
        {
            var month = Rule!.ByMonth.Count > 0 ? Math.Abs(Rule.ByMonth[0]) : Start.Month;
            if (month is < 1 or > 12 || year is < 1 or > 9998) return null;
            var days = DateTime.DaysInMonth(year, month);
            var day = Math.Min(Start.Day, days);
            if (Rule.ByDay.Count > 0)
            {
                var weekday = Rule.ByDay[0];
                var first = Rule.ByMonthDay.Count > 0 ? Math.Clamp(Rule.ByMonthDay.Min(), 1, days) : 1;
                day = weekday.Ordinal >= 0 ? OnOrAfter(year, month, first, weekday.Day) + (7 * Math.Max(weekday.Ordinal - 1, 0)) : OnOrBefore(year, month, days, weekday.Day) + (7 * (weekday.Ordinal + 1));
            }
            else if (Rule.ByMonthDay.Count > 0)
            {
                day = Rule.ByMonthDay[0] > 0 ? Rule.ByMonthDay[0] : days + 1 + Rule.ByMonthDay[0];
            }

            return day >= 1 && day <= days ? new DateTime(year, month, day).Add(Start.TimeOfDay) : null;
        }

        private static int OnOrAfter(int year, int month, int day, DayOfWeek weekday) =>
            day + ((7 + (int)weekday - (int)new DateTime(year, month, day).DayOfWeek) % 7);

        private static int OnOrBefore(int year, int month, int day, DayOfWeek weekday) =>
            day - ((7 + (int)new DateTime(year, month, day).DayOfWeek - (int)weekday) % 7);
    }
}
