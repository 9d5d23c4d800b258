using System.Text;

namespace Webmail.TestKit.Mailboxes.Generated;

/// <summary>Attachments of all sizes and names, inline pictures, and embedded messages.</summary>
internal static class Attachments
{
    private static readonly int[] Sizes = [0, 1, 57, 4_096, 65_536, 300_000, 1_500_000, 8_000_000];

    private static readonly string[] OddNames =
    [
        "Übersicht Gezeiten 2026 – Entwurf (final).pdf", "潮汐表.pdf", "رسالة.pdf", "no extension", "two\\slashes/in name.pdf",
        "very-" + "long-".PadRight(190, 'x') + ".pdf", "invoice.pdf.exe", "gepnp\u202efdp.exe", "  spaces  .txt", "semi;colon \"quoted\".txt", "..", "CON.txt",
    ];

    public static IEnumerable<GeneratedMessage> All(MailboxGenerator with, int largest)
    {
        double hours = 2;
        foreach (int size in Sizes.Append(largest).Where(size => size <= Math.Max(largest, 65_536)))
        {
            yield return One(with, hours += 31, $"Recording, {size:N0} bytes", Part.Attachment($"recording-{size}.bin", "application/octet-stream", Documents.Noise(with.Random, size)));
        }
        foreach (string name in OddNames)
            yield return One(with, hours += 23, $"File: {name.Replace('\u202e', ' ')}", Part.Attachment(name, "application/pdf", Documents.Pdf("Tide table", Prose.Sentences)));

        yield return One(
            with, hours += 5, "Papers for the board meeting",
            Part.Attachment("agenda.pdf", "application/pdf", Documents.Pdf("Agenda", ["1. Minutes", "2. Budget of the buoy network", "3. Any other business"])),
            Part.Attachment("gauges.csv", "text/csv", Documents.Csv(with.Random, 400)),
            Part.Attachment("drawings.zip", "application/zip", Documents.Zip(("stern.pdf", Documents.Pdf("Stern", ["Drawing 4"])), ("readme.txt", "see stern.pdf"u8.ToArray()))),
            Part.Attachment("harbour.jpg", "image/jpeg", Pictures.Photo(0)),
            Part.Attachment("page.html", "text/html", "<script>alert(1)</script><h1>Hello</h1>"u8.ToArray()),
            Part.Attachment("logo.svg", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><circle r=\"9\"/></svg>"u8.ToArray()));

        for (int number = 0; number < 8; number++) yield return WithPictures(with, hours += 17, number);
    }

    private static GeneratedMessage One(MailboxGenerator with, double hours, string subject, params IReadOnlyList<Part> attachments)
    {
        DateTimeOffset date = with.Ago(hours);
        return with.Make("INBOX", date, with.Flags(hours), new MessageDraft
        {
            From = with.Pick(Person.Others),
            To = [with.Owner],
            Subject = subject,
            Date = date,
            MessageId = with.NextId(),
            Body = Part.Multipart("mixed", with.Boundary(), [Part.Text(Prose.Paragraphs(with.Random, 1)), .. attachments]),
        });
    }

    private static GeneratedMessage WithPictures(MailboxGenerator with, double hours, int number)
    {
        DateTimeOffset date = with.Ago(hours);
        string photo = $"photo{number}@pictures.test";
        string chart = $"chart{number}@pictures.test";
        string html = $"""
            <html><body><p>{Prose.Sentences[number]}</p><p><img src="cid:{photo}" alt="The harbour" width="320"></p>
            <p>And the week in numbers:</p><p><img src="cid:{chart}" alt="Levels by day" style="max-width:100%"></p></body></html>
            """;
        int[] bars = [.. Enumerable.Range(0, 7).Select(_ => with.Random.Next(10, 98))];
        Part related = Part.MultipartWith("related", with.Boundary(), "; type=\"text/html\"",
            Part.Html(html),
            Part.Inline(photo, "photo.jpg", "image/jpeg", Pictures.Photo(number)),
            Part.Inline(chart, "chart.png", "image/png", Pictures.Chart(420, 160, bars)));
        Part body = number % 2 == 0 ? related : Part.Multipart("alternative", with.Boundary(), Part.Text(Prose.Sentences[number], encoding: TransferEncoding.SevenBit, charset: Encoding.ASCII), related);
        return with.Make("INBOX", date, with.Flags(hours), new MessageDraft
        {
            From = with.Pick(Person.Others),
            To = [with.Owner],
            Subject = $"Pictures of the week {40 - number}",
            Date = date,
            MessageId = with.NextId(),
            Body = body,
        });
    }
}
