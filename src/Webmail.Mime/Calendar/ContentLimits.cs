namespace Webmail.Mime.Calendar;

/// <summary>Bounds of what is read of one calendar or contact file. What comes after is left out and said so; nothing throws.</summary>
public static class ContentLimits
{
    /// <summary>Octets of one file: 16 MB. A year of a busy team is below 5.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Characters of one property, binary attachments included: 8 MB. A picture in a vCard is the longest there is.</summary>
    public const int MaxLine = 8 * 1024 * 1024;

    /// <summary>Properties of one file.</summary>
    public const int MaxLines = 200_000;

    /// <summary>Values of all parameters of one property: an attendee has at most twelve, a delegated one some more.</summary>
    public const int MaxParameters = 100;

    /// <summary>BEGIN inside BEGIN: calendar, event, alarm, and room for what is not invented yet.</summary>
    public const int MaxDepth = 8;

    /// <summary>Values in one list: dates of a RDATE, days of a rule, categories.</summary>
    public const int MaxValues = 5000;

    /// <summary>Names of time zones that are looked up on this machine for one file; each unknown one costs a look at its disk.</summary>
    public const int MaxZoneNames = 64;

    /// <summary>Observances of one VTIMEZONE: the longest real ones list each year since 1883.</summary>
    public const int MaxObservances = 400;

    /// <summary>Oddities that are told.</summary>
    public const int MaxDefects = 50;
}
