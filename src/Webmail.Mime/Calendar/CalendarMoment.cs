namespace Webmail.Mime.Calendar;

/// <summary>How a date or time of a calendar is meant (RFC 5545 section 3.3.5).</summary>
public enum CalendarMomentKind
{
    /// <summary>A whole day, wherever one is.</summary>
    Date,

    /// <summary>The same time on every wall clock.</summary>
    Floating,

    Utc,

    /// <summary>A wall clock in a named time zone.</summary>
    Zoned,
}

/// <summary>A date or time of a calendar.</summary>
/// <param name="Local">As written; kind Unspecified.</param>
/// <param name="Zone">IANA name where the zone is known by one, else the name that the file gives; null unless <see cref="CalendarMomentKind.Zoned"/>.</param>
/// <param name="Instant">The point in time; null for whole days, floating times and unknown zones.</param>
public sealed record CalendarMoment(CalendarMomentKind Kind, DateTime Local, string? Zone, DateTimeOffset? Instant);
