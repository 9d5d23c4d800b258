namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>A deep tree of folders with names in many scripts, and something in each of the special ones.</summary>
internal static class FolderTree
{
    private static readonly string[] Folders =
    [
        "Archive/2024", "Archive/2025", "Archive/2026", "Projects/Halcyon/Drawings", "Projects/Halcyon/Contracts/Signed/2026", "Projects/Buoys",
        "Familie/Geburtstage & Feste", "Büro/Übersicht", "家族/旅行", "Проекты/Архив", "مشاريع/الميناء", "פרויקטים", "한국 출장", "Ελλάδα",
        "Emoji ⛵🌊", "a/b/c/d/e/f/g/h", "Quotes \"and\" more", "50% & co", "Trailing space test", "very long folder name that does not fit into any sidebar however wide it may be",
        "Receipts", "Receipts/Travel",
    ];

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        double hours = 700;
        foreach (string folder in Folders)
        {
            int count = folder.StartsWith("Archive", StringComparison.Ordinal) ? 40 : 1 + with.Random.Next(6);
            for (int number = 0; number < count; number++)
                yield return Plain(with, folder, hours += 9, "S", with.Pick(Person.Others), with.Owner);
        }
        for (int number = 0; number < 5; number++) yield return Plain(with, "Drafts", 5 + (number * 50), "DS", with.Owner, with.Pick(Person.Others));
        for (int number = 0; number < 14; number++) yield return Junk(with, 4 + (number * 19), number);
        for (int number = 0; number < 9; number++) yield return Plain(with, "Trash", 30 + (number * 33), "S", with.Pick(Person.Others), with.Owner);
        for (int number = 0; number < 12; number++) yield return Plain(with, "Sent", 40 + (number * 71), "S", with.Owner, with.Pick(Person.Others));
    }

    private static GeneratedMessage Plain(MailboxGenerator with, string folder, double hours, string flags, Person from, Person to)
    {
        DateTimeOffset date = with.Ago(hours);
        return with.Make(folder, date, flags, new MessageDraft
        {
            From = from,
            To = [to],
            Subject = with.Pick(Prose.Conversations).Subject,
            Date = date,
            MessageId = with.NextId(),
            Body = Part.Text(Prose.Paragraphs(with.Random, 1 + with.Random.Next(3))),
        });
    }

    private static GeneratedMessage Junk(MailboxGenerator with, double hours, int number)
    {
        string[] subjects = ["You have WON!!! Claim №  {0}", "Re: your invoice {0} overdue", "Cheap ropes, 90 % off ({0})", "Fwd: Delivery failed, parcel {0}"];
        DateTimeOffset date = with.Ago(hours);
        return with.Make("Junk", date, "", new MessageDraft
        {
            From = new Person("Prize Department", $"win{number}@spam.example.test"),
            To = [with.Owner],
            Subject = subjects[number % subjects.Length].Replace("{0}", $"{1000 + number}", StringComparison.Ordinal),
            Date = date,
            MessageId = with.NextId(),
            Headers = ["X-Spam-Flag: YES"],
            Body = Part.Html($"<html><body style=\"background:#ff0\"><center><h1><blink>CLICK</blink></h1><a href=\"https://spam.example.test/{number}\">https://bank.test/login</a><img src=\"https://spam.example.test/p{number}.gif\"></center></body></html>"),
        });
    }
}
