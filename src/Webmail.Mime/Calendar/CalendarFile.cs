namespace Webmail.Mime.Calendar;

/// <summary>What was understood of an iCalendar file (RFC 5545, RFC 5546).</summary>
/// <param name="Defects">What had to be forgiven.</param>
public sealed record CalendarFile(IReadOnlyList<CalendarObject> Calendars, IReadOnlyList<string> Defects)
{
    /// <summary>Reads a file of any quality. Never throws; linear in its length; bounded by <see cref="ContentLimits"/>.</summary>
    /// <param name="charset">As the part declares it, or null.</param>
    public static CalendarFile Parse(ReadOnlySpan<byte> bytes, string? charset = null)
    {
        var defects = new List<string>();
        var roots = ContentComponent.ReadAll(new ContentReader(bytes, charset), defects);
        var calendars = roots.Where(root => root.Name == "VCALENDAR").ToList();
        // Events without a calendar around them: as good as with one.
        var stray = roots.Where(root => root.Name != "VCALENDAR").ToList();
        if (stray.Count > 0)
        {
            var around = new ContentComponent("VCALENDAR");
            around.Children.AddRange(stray);
            calendars.Add(around);
            defects.Add($"{stray.Count} components outside of VCALENDAR");
        }

        if (calendars.Count == 0) defects.Add("no calendar in it");
        var read = calendars.Select(calendar => CalendarObject.Of(calendar, defects)).ToList();
        return new CalendarFile(read, [.. defects.Take(ContentLimits.MaxDefects)]);
    }
}

/// <summary>One VCALENDAR.</summary>
public sealed record CalendarObject
{
    /// <summary>Upper case: REQUEST, REPLY, CANCEL, COUNTER, PUBLISH, …; null for a file that is no message.</summary>
    public string? Method { get; init; }

    public string? ProductId { get; init; }

    public string? Version { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<CalendarZone> Zones { get; init; }

    public required IReadOnlyList<CalendarItem> Items { get; init; }

    /// <summary>Properties of the calendar that are not named above.</summary>
    public required IReadOnlyList<ContentLine> Others { get; init; }

    internal static CalendarObject Of(ContentComponent calendar, List<string> defects)
    {
        var zones = new CalendarZones(calendar.Children.Where(child => child.Name == "VTIMEZONE"));
        var reader = new CalendarItemReader(zones, defects);
        return new CalendarObject
        {
            Method = calendar.Text("METHOD")?.Trim().ToUpperInvariant(),
            ProductId = calendar.Text("PRODID"),
            Version = calendar.Text("VERSION"),
            Name = calendar.Text("NAME") ?? calendar.Text("X-WR-CALNAME"),
            Description = calendar.Text("DESCRIPTION") ?? calendar.Text("X-WR-CALDESC"),
            Zones = [.. zones.Own],
            Items = [.. calendar.Children.Select(reader.Read).OfType<CalendarItem>()],
            Others = [.. calendar.Lines.Where(line => line.Name is not ("METHOD" or "PRODID" or "VERSION" or "NAME" or "DESCRIPTION"))],
        };
    }
}
