namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>Calendar mail (RFC 6047): requests, an update, a cancellation, an answer.</summary>
internal static class Invitations
{
    private static readonly (string Method, string Subject, string Summary)[] Samples =
    [
        ("REQUEST", "Invitation: Slipway inspection", "Slipway inspection"),
        ("REQUEST", "Invitation: Weekly stand-up", "Weekly stand-up"),
        ("REQUEST", "Updated invitation: Weekly stand-up", "Weekly stand-up (new room)"),
        ("CANCEL", "Cancelled: Boat day with the students", "Boat day with the students"),
        ("REPLY", "Accepted: Talk rehearsal", "Talk rehearsal"),
        ("REQUEST", "Einladung: Übergabe der Messreihe", "Übergabe der Messreihe"),
    ];

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        double hours = 4;
        for (int number = 0; number < Samples.Length; number++)
        {
            (string method, string subject, string summary) = Samples[number];
            hours += 26;
            DateTimeOffset date = with.Ago(hours);
            Person organiser = with.Pick(Person.Others);
            string calendar = Calendar(with, method, summary, organiser, number);
            Part alternative = Part.Multipart("alternative", with.Boundary(),
                Part.Text($"{summary}\n\nWhen: see the calendar entry\nWhere: Pier 4, container office"),
                Part.Html($"<html><body><h3>{summary}</h3><p>Pier 4, container office</p></body></html>"),
                Part.Text(calendar, "calendar", parameters: $"; method={method}"));
            yield return with.Make("INBOX", date, with.Flags(hours), new MessageDraft
            {
                From = organiser,
                To = [with.Owner],
                Subject = subject,
                Date = date,
                MessageId = with.NextId(),
                Body = Part.Multipart("mixed", with.Boundary(), alternative, Part.Attachment("invite.ics", "application/ics", System.Text.Encoding.UTF8.GetBytes(calendar))),
            });
        }
    }

    private static string Calendar(MailboxGenerator with, string method, string summary, Person organiser, int number)
    {
        DateTimeOffset start = new DateTimeOffset(with.Newest.UtcDateTime.Date, TimeSpan.Zero).AddDays(3 + number).AddHours(8.5);
        string rule = summary.StartsWith("Weekly", StringComparison.Ordinal) ? "RRULE:FREQ=WEEKLY;COUNT=10\n" : "";
        string status = method == "CANCEL" ? "CANCELLED" : "CONFIRMED";
        string answer = method == "REPLY" ? "ACCEPTED" : "NEEDS-ACTION";
        return MailboxGenerator.Invariant($"""
            BEGIN:VCALENDAR
            PRODID:-//Tidewater//Demo//EN
            VERSION:2.0
            METHOD:{method}
            BEGIN:VEVENT
            UID:event-{number}@tidewater.test
            DTSTAMP:{with.Newest.ToUniversalTime():yyyyMMdd'T'HHmmss'Z'}
            DTSTART:{start:yyyyMMdd'T'HHmmss'Z'}
            DTEND:{start.AddHours(1):yyyyMMdd'T'HHmmss'Z'}
            SEQUENCE:{number / 2}
            {rule}STATUS:{status}
            SUMMARY:{summary}
            LOCATION:Pier 4\, container office
            ORGANIZER;CN="{organiser.First}":mailto:{organiser.Address}
            ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};RSVP=TRUE:mailto:{with.Owner.Address}
            BEGIN:VALARM
            ACTION:DISPLAY
            DESCRIPTION:{summary}
            TRIGGER:-PT15M
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            """);
    }
}
