namespace Webmail.Mime.Calendar;

public enum CalendarItemKind
{
    Event,
    Task,
    Journal,
    FreeBusy,
}

/// <summary>An event, task, journal entry or free/busy report. Every text is what a stranger wrote: to be shown as text, never as markup or as a link to follow.</summary>
public sealed record CalendarItem
{
    public required CalendarItemKind Kind { get; init; }

    public string? Uid { get; init; }

    public int Sequence { get; init; }

    /// <summary>The occurrence of a series that this item replaces; null for the series itself or a single event.</summary>
    public CalendarMoment? RecurrenceId { get; init; }

    public CalendarMoment? Start { get; init; }

    /// <summary>DTEND or DUE, or DTSTART and DURATION together. For whole days the day after the last one, as RFC 5545 has it.</summary>
    public CalendarMoment? End { get; init; }

    public TimeSpan? Duration { get; init; }

    public string? Summary { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    /// <summary>Upper case: CONFIRMED, TENTATIVE, CANCELLED, NEEDS-ACTION, COMPLETED, …</summary>
    public string? Status { get; init; }

    /// <summary>PUBLIC, PRIVATE, CONFIDENTIAL, in upper case.</summary>
    public string? Classification { get; init; }

    /// <summary>True for TRANSP:TRANSPARENT: the time is not blocked.</summary>
    public bool IsFree { get; init; }

    public string? Url { get; init; }

    /// <summary>"47.6;-122.3", as written.</summary>
    public string? Geo { get; init; }

    public int? Priority { get; init; }

    public int? PercentComplete { get; init; }

    public CalendarMoment? Completed { get; init; }

    public CalendarMoment? Stamp { get; init; }

    public CalendarMoment? Created { get; init; }

    public CalendarMoment? LastModified { get; init; }

    public CalendarPerson? Organizer { get; init; }

    public IReadOnlyList<CalendarPerson> Attendees { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Comments { get; init; } = [];

    public IReadOnlyList<string> Contacts { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> RelatedTo { get; init; } = [];

    public IReadOnlyList<string> RequestStatuses { get; init; } = [];

    public IReadOnlyList<CalendarRule> Rules { get; init; } = [];

    public IReadOnlyList<CalendarMoment> ExtraDates { get; init; } = [];

    public IReadOnlyList<CalendarMoment> ExceptDates { get; init; } = [];

    public IReadOnlyList<CalendarAttachment> Attachments { get; init; } = [];

    public IReadOnlyList<CalendarAlarm> Alarms { get; init; } = [];

    /// <summary>Busy times of a free/busy report, as written: "19970308T160000Z/PT3H".</summary>
    public IReadOnlyList<string> FreeBusy { get; init; } = [];

    /// <summary>X- and unknown properties.</summary>
    public IReadOnlyList<ContentLine> Others { get; init; } = [];
}

/// <summary>A file that comes with an item or that it points to. Nothing here is ever fetched.</summary>
/// <param name="Uri">Null for one that is inside the file.</param>
/// <param name="Size">Octets of one that is inside; null for a link.</param>
public sealed record CalendarAttachment(string? Uri, string? MediaType, int? Size);

/// <param name="Trigger">As written: "-PT15M", "19980101T050000Z".</param>
/// <param name="Before">Time before the start (or end); negative for after. Null for a fixed time.</param>
public sealed record CalendarAlarm(string Action, string? Trigger, TimeSpan? Before, string? Description, int Repeat);
