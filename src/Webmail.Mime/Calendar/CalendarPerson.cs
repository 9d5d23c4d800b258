namespace Webmail.Mime.Calendar;

/// <summary>An organiser or attendee. All fields are claims of whoever wrote the file.</summary>
public sealed record CalendarPerson
{
    /// <summary>CN; empty when there is none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address of a mailto: value; another kind of value as it is.</summary>
    public string Address { get; init; } = "";

    /// <summary>PARTSTAT in upper case; NEEDS-ACTION by default.</summary>
    public string Participation { get; init; } = "NEEDS-ACTION";

    /// <summary>ROLE in upper case; REQ-PARTICIPANT by default.</summary>
    public string Role { get; init; } = "REQ-PARTICIPANT";

    /// <summary>CUTYPE in upper case: INDIVIDUAL (default), GROUP, RESOURCE, ROOM, UNKNOWN.</summary>
    public string Type { get; init; } = "INDIVIDUAL";

    public bool WantsAnswer { get; init; }

    public string? SentBy { get; init; }

    public IReadOnlyList<string> DelegatedTo { get; init; } = [];

    public IReadOnlyList<string> DelegatedFrom { get; init; } = [];

    internal static CalendarPerson Of(ContentLine line, bool attends) => new()
    {
        Name = line.Parameter("CN")?.Trim() ?? "",
        Address = AddressOf(line),
        Participation = attends ? Word(line, "PARTSTAT", "NEEDS-ACTION") : "",
        Role = attends ? Word(line, "ROLE", "REQ-PARTICIPANT") : "",
        Type = Word(line, "CUTYPE", "INDIVIDUAL"),
        WantsAnswer = string.Equals(line.Parameter("RSVP"), "TRUE", StringComparison.OrdinalIgnoreCase),
        SentBy = line.Parameter("SENT-BY") is { } sent ? WithoutScheme(sent) : null,
        DelegatedTo = [.. line.AllOf("DELEGATED-TO").Select(WithoutScheme)],
        DelegatedFrom = [.. line.AllOf("DELEGATED-FROM").Select(WithoutScheme)],
    };

    private static string AddressOf(ContentLine line)
    {
        var value = line.Text.Trim();
        // Exchange and iCloud write an internal name as the value and the address as a parameter.
        return !value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && line.Parameter("EMAIL") is { Length: > 0 } email ? email : WithoutScheme(value);
    }

    private static string WithoutScheme(string value)
    {
        if (!value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return value;
        var address = value["mailto:".Length..].Trim();
        if (address.IndexOf('?', StringComparison.Ordinal) is var query and >= 0) address = address[..query];
        return ContentText.Unescape(Uri.UnescapeDataString(address));
    }

    private static string Word(ContentLine line, string parameter, string otherwise) =>
        line.Parameter(parameter)?.Trim().ToUpperInvariant() is { Length: > 0 } word ? word : otherwise;
}
