namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>Discussion lists: subject prefix, list fields, a footer, many writers, long threads.</summary>
internal static class MailingLists
{
    private static readonly string[] Topics =
    [
        "[tide-dev] Parser for NMEA 2000 frames", "[tide-dev] RFC: drop support for the old loggers", "[tide-dev] Test suite hangs on ARM",
        "[harbour-users] Which anchor for soft mud?", "[harbour-users] Winter storage offers",
    ];

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        double start = 30;
        foreach (string topic in Topics)
        {
            start += 97;
            string list = topic[1..topic.IndexOf(']', StringComparison.Ordinal)];
            var references = new List<string>();
            int length = 5 + with.Random.Next(14);
            for (int number = 0; number < length; number++)
            {
                double hours = Math.Max(0.5, start - (number * 1.7));
                DateTimeOffset date = with.Ago(hours);
                string id = with.NextId();
                string quote = number == 0 ? "" : $"{Conversations.Quoted(Prose.Sentences[(number - 1) % Prose.Sentences.Count])}\n\n";
                yield return with.Make($"Lists/{list}", date, with.Flags(hours), new MessageDraft
                {
                    From = with.Pick(Person.Others),
                    To = [new Person(list, $"{list}@lists.example.test")],
                    Subject = number == 0 ? topic : $"Re: {topic}",
                    Date = date,
                    MessageId = id,
                    References = [.. references],
                    Headers =
                    [
                        $"List-Id: The {list} list <{list}.lists.example.test>",
                        $"List-Post: <mailto:{list}@lists.example.test>",
                        $"List-Unsubscribe: <https://lists.example.test/{list}/leave>",
                        $"Sender: {list}-bounces@lists.example.test",
                    ],
                    Body = Part.Text($"{quote}{Prose.Sentences[number % Prose.Sentences.Count]}\n{Prose.Paragraphs(with.Random, 1)}\n_______________________________________________\n{list} mailing list\nhttps://lists.example.test/{list}"),
                });
                references.Add(id);
            }
        }
    }
}
