namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>Threads of replies with References, quotes below or above, and the owner's own answers in Sent.</summary>
internal static class Conversations
{
    private const int Rounds = 6;

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string subject, string[] turns) in Prose.Conversations)
            {
                double start = 6 + (round * 500) + with.Random.Next(0, 480);
                string title = round == 0 ? subject : $"{subject} ({2026 - round})";
                foreach (GeneratedMessage message in One(with, title, turns, start)) yield return message;
            }
        }
    }

    private static IEnumerable<GeneratedMessage> One(MailboxGenerator with, string subject, string[] turns, double startHours)
    {
        Person other = with.Pick(Person.Others);
        Person third = with.Owner == Person.Noor ? Person.Marcus : Person.Noor;
        Person[] people = [other, with.Owner, third];
        var references = new List<string>();
        string quoted = "";
        Person? before = null;
        double hours = startHours;
        bool topPosting = with.Random.Next(2) == 0;
        for (int turn = 0; turn < turns.Length; turn++)
        {
            Person author = people[turn % people.Length];
            DateTimeOffset date = with.Ago(hours);
            string text = turns[turn] + (turn == 0 ? $"\n\n{with.Pick(Prose.Closings)}\n{author.First}" : $"\n\n{author.First}");
            string quote = before is null ? "" : $"On {MailboxGenerator.Invariant($"{date:ddd, d MMM yyyy}")}, {before.Name} wrote:\n{Quoted(quoted)}";
            string body = quote.Length == 0 ? text : topPosting ? $"{text}\n\n{quote}" : $"{quote}\n\n{text}";
            string id = with.NextId();
            bool own = author == with.Owner;
            var draft = new MessageDraft
            {
                From = author,
                To = [own ? other : with.Owner],
                Cc = turn % 2 == 0 ? [third] : [],
                Subject = turn == 0 ? subject : $"Re: {subject}",
                Date = date,
                MessageId = id,
                References = [.. references],
                Body = with.Random.Next(3) == 0
                    ? Part.Multipart("alternative", with.Boundary(), Part.Text(body), Part.Html(AsHtml(text, quoted, before)))
                    : Part.Text(body),
            };
            yield return with.Make(own ? "Sent" : "INBOX", date, own ? "S" : with.Flags(hours), draft);
            references.Add(id);
            quoted = body;
            before = author;
            hours = Math.Max(0.1, hours - 0.5 - (with.Random.NextDouble() * 5));
        }
    }

    internal static string Quoted(string text) => string.Join('\n', text.Split('\n').Select(line => line.StartsWith('>') ? $">{line}" : $"> {line}"));

    private static string AsHtml(string text, string quoted, Person? before)
    {
        string html = $"<html><body><div style=\"font-family: Calibri, sans-serif; font-size: 11pt\">{Paragraphs(text)}</div>";
        if (before is not null) html += $"<blockquote type=\"cite\" style=\"border-left:2px solid #88a;padding-left:8px\">{Paragraphs(quoted)}</blockquote>";
        return html + "</body></html>";
    }

    private static string Paragraphs(string text) => string.Concat(
        text.Split("\n\n").Select(paragraph => $"<p>{System.Net.WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>\n"));
}
