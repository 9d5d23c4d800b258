using System.Text;

namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>Plain text as people and machines send it: format=flowed, deep quotes, links, logs, and one huge.</summary>
internal static class PlainTexts
{
    private const int HugeLines = 20_000;

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with)
    {
        yield return One(with, 15, "A long letter, flowed", Part.Text(Flowed(Prose.Paragraphs(with.Random, 8)), parameters: "; format=flowed", encoding: TransferEncoding.SevenBit, charset: Encoding.ASCII));
        yield return One(with, 37, "Flowed with DelSp", Part.Text(Flowed(Prose.Paragraphs(with.Random, 3)), parameters: "; format=flowed; delsp=yes", encoding: TransferEncoding.SevenBit, charset: Encoding.ASCII));
        string deep = "What we agreed on";
        for (int level = 0; level < 8; level++) deep = $"Answer number {level + 1}.\n\n{Conversations.Quoted(deep)}";
        yield return One(with, 58, "Re: Re: Re: Eight levels of quotes", Part.Text(deep));
        yield return One(with, 21, "Links to look at", Part.Text(
            "The schedule: https://tidewater.test/schedule?week=47&crew=north#friday (bookmark it).\n" +
            "Docs are at <https://docs.example.test/a_(b)> and www.example.test, write to help@example.test.\n" +
            "An ftp one: ftp://ftp.example.test/pub/ and mailto:noor@tidewater.test?subject=Hi.\n" +
            "Not links: 3.14, file.txt, user@, http://.\n\n-- \nSam\nTidewater, Pier 4\n+49 40 555 0100"));
        yield return One(with, 33, "cron: nightly backup", Part.Text(string.Concat(Enumerable.Range(0, 120).Select(line => MailboxGenerator.Invariant($"2026-11-20T03:{line / 4:D2}:{line % 60:D2}Z backup[812]: volume {line % 7} block {line * 4096,9} ok\n")))));
        yield return One(with, 240, $"Log of {HugeLines:N0} lines", Part.Text(string.Concat(Enumerable.Range(0, HugeLines).Select(line => MailboxGenerator.Invariant($"{line,6} {Prose.Sentences[line % Prose.Sentences.Count]}\n"))), encoding: TransferEncoding.EightBit));
        yield return One(with, 1.2, "", Part.Text("There is no subject on this one."));
        yield return One(with, 5, "Empty body", Part.Text(""));
        yield return One(with, 77, "ASCII art and tables", Part.Text("      |\\\n      | \\\n  ____|__\\___\n  \\_________/\n~~~~~~~~~~~~~~~~~\n\n| station | level |\n|---------|------:|\n| T01     |   112 |\n| T17     |    -3 |\n"));
        for (int number = 0; number < 60; number++)
        {
            double hours = 1 + (number * 37.5);
            string subject = Prose.Sentences[number % Prose.Sentences.Count].Split(',', ';')[0].TrimEnd('.');
            yield return One(with, hours, subject, Part.Text($"{Prose.Paragraphs(with.Random, 1 + with.Random.Next(4))}\n\n{with.Pick(Prose.Closings)}"));
        }
    }

    // RFC 3676: a line that ends with a space goes on in the next one.
    private static string Flowed(string text)
    {
        var flowed = new StringBuilder();
        foreach (string paragraph in text.Split('\n'))
        {
            int column = 0;
            string[] words = paragraph.Split(' ');
            foreach (string word in words)
            {
                if (column + word.Length > 70)
                {
                    flowed.Append('\n');
                    column = 0;
                }
                flowed.Append(word).Append(' ');
                column += word.Length + 1;
            }
            if (flowed.Length > 0 && flowed[^1] == ' ') flowed.Length--;
            flowed.Append('\n');
        }
        return flowed.ToString();
    }

    private static GeneratedMessage One(MailboxGenerator with, double hours, string subject, Part body)
    {
        DateTimeOffset date = with.Ago(hours);
        return with.Make("INBOX", date, with.Flags(hours), new MessageDraft
        {
            From = with.Pick(Person.Others),
            To = [with.Owner],
            Subject = subject,
            Date = date,
            MessageId = with.NextId(),
            Body = body,
        });
    }
}
