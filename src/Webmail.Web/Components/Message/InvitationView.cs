using Microsoft.Extensions.Localization;
using Webmail.Mail.Reading;
using Webmail.Mime.Calendar;

namespace Webmail.Web.Components.Message;

/// <summary>What an invitation card says. All words of the calendar are cleaned text; nothing in it is a link or markup.</summary>
internal sealed record InvitationView
{
    /// <summary>Guests named on the card.</summary>
    private const int MaxGuests = 12;

    public required string Title { get; init; }

    public required InvitationTimes Times { get; init; }

    /// <summary>Key of a badge: Cancelled, Updated, Tentative, Task; null for none.</summary>
    public string? Badge { get; init; }

    public string Place { get; init; } = "";

    public string Repeats { get; init; } = "";

    public string Organiser { get; init; } = "";

    /// <summary>What the mail does: "Ines accepted this invitation."</summary>
    public string Statement { get; init; } = "";

    public string Remark { get; init; } = "";

    public required IReadOnlyList<InvitationGuest> Guests { get; init; }

    public int MoreGuests { get; init; }

    public int OtherEntries { get; init; }

    public bool IsCancelled => Badge == "Cancelled";

    /// <summary>Null when there is no event or task in the file.</summary>
    public static InvitationView? Of(CalendarFile file, TimeZoneInfo zone, IStringLocalizer words)
    {
        var calendar = file.Calendars.FirstOrDefault(one => one.Items.Any(IsShown));
        if (calendar?.Items.First(IsShown) is not { } item) return null;
        var guests = item.Attendees.Where(person => person.Type is not ("RESOURCE" or "ROOM")).ToList();
        return new InvitationView
        {
            Title = CleanText(item.Summary) is { Length: > 0 } title ? title : words["Untitled"],
            Times = InvitationTimes.Of(item, zone, words),
            Badge = BadgeOf(calendar.Method, item),
            Place = CleanText(item.Location),
            Repeats = item.Rules.Count > 0 ? RecurrenceWords.Of(item.Rules[0], zone, words) : item.RecurrenceId is not null ? words["OneOfSeries"] : "",
            Organiser = item.Organizer is { } organiser ? Who(organiser) : "",
            Statement = StatementOf(calendar.Method, item, words),
            Remark = CleanText(item.Comments.Count > 0 ? item.Comments[0] : null),
            Guests = [.. guests.Take(MaxGuests).Select(guest => new InvitationGuest(Who(guest), AnswerOf(guest)))],
            MoreGuests = Math.Max(guests.Count - MaxGuests, 0),
            OtherEntries = file.Calendars.Sum(one => one.Items.Count(IsShown)) - 1,
        };
    }

    private static bool IsShown(CalendarItem item) => item.Kind is CalendarItemKind.Event or CalendarItemKind.Task;

    private static string? BadgeOf(string? method, CalendarItem item) =>
        method == "CANCEL" || item.Status == "CANCELLED" ? "Cancelled"
        : method == "REQUEST" && item.Sequence > 0 ? "Updated"
        : item.Status == "TENTATIVE" ? "Tentative"
        : item.Kind == CalendarItemKind.Task ? "Task"
        : null;

    private static string StatementOf(string? method, CalendarItem item, IStringLocalizer words)
    {
        var guest = item.Attendees.Count > 0 ? item.Attendees[0] : null;
        var name = guest is null ? "?" : Who(guest);
        return method switch
        {
            "REPLY" => words[AnswerOf(guest) switch { "Accepted" => "ReplyAccepted", "Declined" => "ReplyDeclined", "Maybe" => "ReplyTentative", _ => "ReplyOther" }, name],
            "COUNTER" => words["Counter", name],
            "REFRESH" => words["Refresh", name],
            "DECLINECOUNTER" => words["DeclineCounter", item.Organizer is { } organiser ? Who(organiser) : "?"],
            _ => "",
        };
    }

    private static string AnswerOf(CalendarPerson? person) => person?.Participation switch
    {
        "ACCEPTED" => "Accepted",
        "DECLINED" => "Declined",
        "TENTATIVE" => "Maybe",
        "DELEGATED" => "Delegated",
        _ => "NeedsAction",
    };

    private static string Who(CalendarPerson person) => CleanText(person.Name) is { Length: > 0 } name ? name : CleanText(person.Address);

    private static string CleanText(string? text) => text is null ? "" : ReadableText.Of(text);
}

/// <param name="Answer">Key of a word: Accepted, Declined, Maybe, Delegated, NeedsAction.</param>
internal sealed record InvitationGuest(string Name, string Answer);
