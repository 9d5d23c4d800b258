using System.Text;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;
using Webmail.Mime.Writing;

namespace Webmail.Mime.Tests.Writing;

/// <summary>Messages from a seeded generator: what was written is what is read.</summary>
public sealed class GeneratedMessageTests
{
    private static readonly string[] Pieces = ["a", "Z", "0", " ", "  ", ".", ",", ";", ":", "\"", "\\", "(", ")", "<", ">", "@", "=", "=?", "?=", "_", "ä", "ß", "日本", "😀", "\t", "é", "-", "--", "From ", "%41", "'", "*", "ı", "\u200b", "long word that fills a line"];
    private static readonly string[] Lines = ["", "text", ".", "..", "From x", "> quote", "-- ", " indented", "trailing ", "--=_1", "=20", "Grüße aus Zürich", "日本語", "a\tb", new('x', 1200)];

    public static TheoryData<int> Seeds => new(Enumerable.Range(0, 200));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task WriteThenRead_GeneratedMessage_GivesEverythingBack(int seed)
    {
        var random = new Random(seed);
        var message = Make(random, out var text, out var html, out var files);
        var utf8 = random.Next(4) == 0;
        var bytes = await Outgoing.SendAsync(message, utf8);
        Outgoing.AssertCleanLines(bytes);
        Assert.True(utf8 || Ascii.IsValid(bytes));
        var read = MimeMessage.Parse(bytes);
        Assert.Empty(read.Inspect());
        Assert.Equal(message.Subject.Text, read.Subject);
        Assert.Equal(message.From.ToString(), read.From.Mailboxes[0].ToString());
        Assert.Equal(message.To.Select(a => a.ToString()), read.To.Mailboxes.Select(a => a.ToString()));
        Assert.False(read.Header.Contains("Bcc"));
        var plan = read.Plan();
        Assert.Equal(text, ((MimePart)plan.PlainView[0]).DecodeText().TrimEnd('\r', '\n'));
        if (html is not null) Assert.Equal(html, ((MimePart)plan.HtmlView[0]).DecodeText().TrimEnd('\r', '\n'));
        Assert.Equal(files.Count, plan.Attachments.Count);
        for (var i = 0; i < files.Count; i++)
        {
            Assert.Equal(files[i].Content, ((MimePart)plan.Attachments[i].Part).Decode());
            Assert.Equal(files[i].Name, plan.Attachments[i].Part.DispositionFileName);
        }

        var rewritten = MimeMessage.Parse(new HeaderEditor(read.Header).Set(new HeaderName("X-Test"), message.Subject).Rewrite(read.Root));
        Assert.Equal(message.Subject.Text, rewritten.Header.Text("X-Test"));
        Assert.Equal(read.Root.RawBody.ToArray(), rewritten.Root.RawBody.ToArray());
    }

    private static OutgoingMessage Make(Random random, out string text, out string? html, out List<(string Name, byte[] Content)> files)
    {
        text = Body(random);
        html = random.Next(2) == 0 ? Body(random) : null;
        files = [];
        for (var i = random.Next(3); i > 0; i--)
        {
            var content = new byte[random.Next(5000)];
            random.NextBytes(content);
            files.Add((Words(random, "n") + ".bin", content));
        }

        var body = new OutgoingBody { PlainText = text, Flowed = false, Html = html, Attachments = files.Select(f => (OutgoingEntity)Outgoing.File(f.Name, "application/octet-stream", f.Content)).ToList() };
        return Outgoing.Message(body.Build()) with
        {
            Subject = new HeaderValue(Words(random, "s")),
            From = new MailAddress(Words(random, "f"), "from@example.org"),
            To = Enumerable.Range(0, random.Next(1, 5)).Select(i => new MailAddress(random.Next(3) == 0 ? null : Words(random, "t"), $"to{i}@example.org")).ToList(),
        };
    }

    // Begins and ends with a letter: white space at the ends of a header value has no meaning.
    private static string Words(Random random, string edge)
    {
        var words = new StringBuilder(edge);
        for (var i = random.Next(1, 20); i > 0; i--) words.Append(Pieces[random.Next(Pieces.Length)]);
        return words.Append(edge).Replace('\t', ' ').ToString();
    }

    private static string Body(Random random) => string.Join("\r\n", Enumerable.Range(0, random.Next(1, 12)).Select(_ => Lines[random.Next(Lines.Length)]).Append("end"));
}
