using System.Globalization;
using System.Text.Json;
using Webmail.Mime.Calendar;

namespace Webmail.Tool.Commands;

/// <summary>A calendar file as JSON. What is missing is left away.</summary>
internal sealed class CalendarJson(Utf8JsonWriter json)
{
    public void Write(CalendarFile file)
    {
        json.WriteStartObject();
        List("calendars", file.Calendars, Calendar);
        Texts("defects", file.Defects);
        json.WriteEndObject();
    }

    private void Calendar(CalendarObject calendar)
    {
        json.WriteStartObject();
        Text("method", calendar.Method);
        Text("prodId", calendar.ProductId);
        Text("version", calendar.Version);
        Text("name", calendar.Name);
        Text("description", calendar.Description);
        List("timeZones", calendar.Zones, zone =>
        {
            json.WriteStartObject();
            Text("id", zone.Id);
            Text("location", zone.Location);
            json.WriteNumber("observances", zone.Observances);
            json.WriteEndObject();
        });
        foreach (var (name, kind) in new[] { ("events", CalendarItemKind.Event), ("tasks", CalendarItemKind.Task), ("journals", CalendarItemKind.Journal), ("freeBusy", CalendarItemKind.FreeBusy) })
            List(name, [.. calendar.Items.Where(item => item.Kind == kind)], Item);
        List("other", calendar.Others, Line);
        json.WriteEndObject();
    }

    private void Item(CalendarItem item)
    {
        json.WriteStartObject();
        Text("uid", item.Uid);
        json.WriteNumber("sequence", item.Sequence);
        Moment("recurrenceId", item.RecurrenceId);
        Moment("start", item.Start);
        Moment("end", item.End);
        if (item.Duration is { } duration) json.WriteString("duration", System.Xml.XmlConvert.ToString(duration));
        Text("summary", item.Summary);
        Text("description", item.Description);
        Text("location", item.Location);
        Text("status", item.Status);
        Text("class", item.Classification);
        if (item.IsFree) json.WriteBoolean("free", true);
        Text("url", item.Url);
        Text("geo", item.Geo);
        if (item.Priority is { } priority) json.WriteNumber("priority", priority);
        if (item.PercentComplete is { } percent) json.WriteNumber("percentComplete", percent);
        Moment("completed", item.Completed);
        Moment("stamp", item.Stamp);
        Moment("created", item.Created);
        Moment("lastModified", item.LastModified);
        if (item.Organizer is { } organizer)
        {
            json.WritePropertyName("organizer");
            Person(organizer);
        }

        List("attendees", item.Attendees, Person);
        Texts("categories", item.Categories);
        Texts("comments", item.Comments);
        Texts("contacts", item.Contacts);
        Texts("resources", item.Resources);
        Texts("relatedTo", item.RelatedTo);
        Texts("requestStatus", item.RequestStatuses);
        List("rules", item.Rules, Rule);
        List("extraDates", item.ExtraDates, Moment);
        List("exceptDates", item.ExceptDates, Moment);
        List("attachments", item.Attachments, attachment =>
        {
            json.WriteStartObject();
            Text("uri", attachment.Uri);
            Text("mediaType", attachment.MediaType);
            if (attachment.Size is { } size) json.WriteNumber("size", size);
            json.WriteEndObject();
        });
        List("alarms", item.Alarms, Alarm);
        Texts("busy", item.FreeBusy);
        List("other", item.Others, Line);
        json.WriteEndObject();
    }

    private void Person(CalendarPerson person)
    {
        json.WriteStartObject();
        Text("name", person.Name);
        Text("address", person.Address);
        Text("participation", person.Participation);
        Text("role", person.Role);
        Text("type", person.Type);
        if (person.WantsAnswer) json.WriteBoolean("wantsAnswer", true);
        Text("sentBy", person.SentBy);
        Texts("delegatedTo", person.DelegatedTo);
        Texts("delegatedFrom", person.DelegatedFrom);
        json.WriteEndObject();
    }

    private void Rule(CalendarRule rule)
    {
        json.WriteStartObject();
        json.WriteString("text", rule.Raw);
        json.WriteString("frequency", rule.Frequency.ToString().ToUpperInvariant());
        json.WriteNumber("interval", rule.Interval);
        if (rule.Count is { } count) json.WriteNumber("count", count);
        Moment("until", rule.Until);
        Texts("byDay", [.. rule.ByDay.Select(day => (day.Ordinal == 0 ? "" : day.Ordinal.ToString(CultureInfo.InvariantCulture)) + day.Day.ToString()[..2].ToUpperInvariant())]);
        foreach (var (name, values) in new[]
        {
            ("byMonthDay", rule.ByMonthDay), ("byYearDay", rule.ByYearDay), ("byWeek", rule.ByWeek), ("byMonth", rule.ByMonth), ("byHour", rule.ByHour),
            ("byMinute", rule.ByMinute), ("bySecond", rule.BySecond), ("bySetPosition", rule.BySetPosition),
        })
            List(name, values, json.WriteNumberValue);
        if (rule.WeekStart is { } start) json.WriteString("weekStart", start.ToString()[..2].ToUpperInvariant());
        json.WriteEndObject();
    }

    private void Alarm(CalendarAlarm alarm)
    {
        json.WriteStartObject();
        Text("action", alarm.Action);
        Text("trigger", alarm.Trigger);
        if (alarm.Before is { } before) json.WriteNumber("minutesBefore", Math.Round(before.TotalMinutes, 2));
        Text("description", alarm.Description);
        if (alarm.Repeat > 0) json.WriteNumber("repeat", alarm.Repeat);
        json.WriteEndObject();
    }

    private void Line(ContentLine line)
    {
        json.WriteStartObject();
        json.WriteString("name", line.Name);
        List("parameters", line.Parameters, parameter =>
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("value", parameter.Value);
            json.WriteEndObject();
        });
        json.WriteString("value", line.Text);
        json.WriteEndObject();
    }

    private void Moment(string name, CalendarMoment? moment)
    {
        if (moment is null) return;
        json.WritePropertyName(name);
        Moment(moment);
    }

    private void Moment(CalendarMoment moment)
    {
        json.WriteStartObject();
        json.WriteString("kind", moment.Kind.ToString().ToLowerInvariant());
        json.WriteString("local", moment.Local.ToString(moment.Kind == CalendarMomentKind.Date ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        Text("zone", moment.Zone);
        if (moment.Instant is { } instant) json.WriteString("utc", instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private void Text(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }

    private void Texts(string name, IReadOnlyList<string> values) => List(name, values, json.WriteStringValue);

    private void List<T>(string name, IReadOnlyList<T> values, Action<T> write)
    {
        if (values.Count == 0 && name is not ("calendars" or "events" or "defects")) return;
        json.WriteStartArray(name);
        foreach (var value in values) write(value);
        json.WriteEndArray();
    }
}
