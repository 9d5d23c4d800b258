using System.Globalization;

namespace Webmail.Mime.Calendar;

/// <summary>Components to items.</summary>
internal sealed class CalendarItemReader(CalendarZones zones, List<string> defects)
{
    private static readonly HashSet<string> Named = new(StringComparer.Ordinal)
    {
        "UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND", "DUE", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS", "TRANSP", "URL",
        "GEO", "PRIORITY", "PERCENT-COMPLETE", "COMPLETED", "DTSTAMP", "CREATED", "LAST-MODIFIED", "ORGANIZER", "ATTENDEE", "CATEGORIES", "COMMENT", "CONTACT",
        "RESOURCES", "RELATED-TO", "REQUEST-STATUS", "RRULE", "RDATE", "EXDATE", "ATTACH", "FREEBUSY",
    };

    /// <summary>Null for what is no item: a time zone, something of the future.</summary>
    public CalendarItem? Read(ContentComponent component)
    {
        CalendarItemKind? kind = component.Name switch
        {
            "VEVENT" => CalendarItemKind.Event,
            "VTODO" => CalendarItemKind.Task,
            "VJOURNAL" => CalendarItemKind.Journal,
            "VFREEBUSY" => CalendarItemKind.FreeBusy,
            _ => null,
        };
        if (kind is null) return null;
        var start = Moment(component, "DTSTART");
        var duration = component.Find("DURATION") is { } length ? CalendarValues.Duration(length.Value) : null;
        return new CalendarItem
        {
            Kind = kind.Value,
            Uid = component.Text("UID"),
            Sequence = Number(component, "SEQUENCE") ?? 0,
            RecurrenceId = Moment(component, "RECURRENCE-ID"),
            Start = start,
            End = Moment(component, "DTEND") ?? Moment(component, "DUE") ?? After(start, duration),
            Duration = duration,
            Summary = component.Text("SUMMARY"),
            Description = component.Text("DESCRIPTION"),
            Location = component.Text("LOCATION"),
            Status = component.Text("STATUS")?.Trim().ToUpperInvariant(),
            Classification = component.Text("CLASS")?.Trim().ToUpperInvariant(),
            IsFree = string.Equals(component.Text("TRANSP")?.Trim(), "TRANSPARENT", StringComparison.OrdinalIgnoreCase),
            Url = component.Text("URL"),
            Geo = component.Find("GEO")?.Value,
            Priority = Number(component, "PRIORITY"),
            PercentComplete = Number(component, "PERCENT-COMPLETE"),
            Completed = Moment(component, "COMPLETED"),
            Stamp = Moment(component, "DTSTAMP"),
            Created = Moment(component, "CREATED"),
            LastModified = Moment(component, "LAST-MODIFIED"),
            Organizer = component.Find("ORGANIZER") is { } organizer ? CalendarPerson.Of(organizer, attends: false) : null,
            Attendees = [.. component.All("ATTENDEE").Take(ContentLimits.MaxValues).Select(line => CalendarPerson.Of(line, attends: true))],
            Categories = Lists(component, "CATEGORIES"),
            Comments = Texts(component, "COMMENT"),
            Contacts = Texts(component, "CONTACT"),
            Resources = Lists(component, "RESOURCES"),
            RelatedTo = Texts(component, "RELATED-TO"),
            RequestStatuses = Texts(component, "REQUEST-STATUS"),
            Rules = [.. component.All("RRULE").Select(Rule).OfType<CalendarRule>()],
            ExtraDates = Moments(component, "RDATE"),
            ExceptDates = Moments(component, "EXDATE"),
            Attachments = [.. component.All("ATTACH").Select(Attachment)],
            Alarms = [.. component.Children.Where(child => child.Name == "VALARM").Select(Alarm)],
            FreeBusy = [.. component.All("FREEBUSY").SelectMany(line => ContentText.Split(line.Value, ',')).Take(ContentLimits.MaxValues)],
            Others = [.. component.Lines.Where(line => !Named.Contains(line.Name))],
        };
    }

    private CalendarMoment? Moment(ContentComponent component, string property)
    {
        if (component.Find(property) is not { } line || string.IsNullOrWhiteSpace(line.Value)) return null;
        var moment = CalendarValues.Moment(line.Value, line.Parameter("TZID"), zones);
        if (moment is null) Defect($"{property} is no date");
        return moment;
    }

    private List<CalendarMoment> Moments(ContentComponent component, string property)
    {
        var moments = new List<CalendarMoment>();
        foreach (var line in component.All(property))
        {
            var zone = line.Parameter("TZID");
            foreach (var value in ContentText.Split(line.Value, ','))
            {
                if (moments.Count == ContentLimits.MaxValues) return moments;
                // A period "start/end": its start is when it happens.
                if (CalendarValues.Moment(value.Split('/', 2)[0], zone, zones) is { } moment) moments.Add(moment);
                else Defect($"{property} is no date");
            }
        }

        return moments;
    }

    private CalendarRule? Rule(ContentLine line)
    {
        var rule = CalendarRule.Parse(line.Value);
        if (rule is null) Defect("RRULE breaks the grammar");
        return rule;
    }

    private void Defect(string what)
    {
        if (defects.Count < ContentLimits.MaxDefects) defects.Add(what);
    }

    private static CalendarMoment? After(CalendarMoment? start, TimeSpan? duration)
    {
        if (start is null || duration is not { } length || DateTime.MaxValue - start.Local < length || length < TimeSpan.Zero) return null;
        return start with { Local = start.Local + length, Instant = start.Instant + length };
    }

    private static int? Number(ContentComponent component, string property) =>
        int.TryParse(component.Find(property)?.Value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IReadOnlyList<string> Texts(ContentComponent component, string property) =>
        [.. component.All(property).Take(ContentLimits.MaxValues).Select(line => line.Text)];

    private static IReadOnlyList<string> Lists(ContentComponent component, string property) =>
        [.. component.All(property).SelectMany(line => ContentText.Split(line.Value, ',')).Take(ContentLimits.MaxValues).Select(value => ContentText.Unescape(value).Trim()).Where(value => value.Length > 0)];

    private static CalendarAttachment Attachment(ContentLine line)
    {
        var type = line.Parameter("FMTTYPE");
        var inside = line.Parameter("VALUE")?.ToUpperInvariant() == "BINARY" || line.Parameter("ENCODING")?.ToUpperInvariant() is "BASE64" or "B";
        return inside ? new CalendarAttachment(null, type, ContentText.FromBase64(line.Value)?.Length ?? 0) : new CalendarAttachment(line.Text.Trim(), type, null);
    }

    private static CalendarAlarm Alarm(ContentComponent component)
    {
        var trigger = component.Find("TRIGGER")?.Value.Trim();
        var before = trigger is null ? null : -CalendarValues.Duration(trigger);
        return new CalendarAlarm(component.Text("ACTION")?.Trim().ToUpperInvariant() ?? "", trigger, before, component.Text("DESCRIPTION"), Number(component, "REPEAT") ?? 0);
    }
}
