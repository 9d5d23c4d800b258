using System.Text;
using Webmail.Mime.Headers;
using Webmail.Mime.Writing;
using Webmail.TestKit.Mailboxes;

namespace Webmail.Protocols.Tests.Smtp.RealServers;

/// <summary>Messages as our own writer makes them, and the generated mailbox with everything crooked in it.</summary>
internal static class OutgoingMessages
{
    private static readonly string[] Words =
        ["Hello", ".", "..", "From the sea", "caf\u00e9", "\u6c34\u6728", "\u05e9\u05dc\u05d5\u05dd", "=3D", "a\tb", " ", "", "- -- ", "> quoted", "https://example.org/" + new string('q', 1200), new string('w', 3000)];

    private static readonly DateTimeOffset Date = DateTimeOffset.UnixEpoch.AddYears(56);

    /// <summary>At least so many without a line that is too long.</summary>
    public static async Task<IReadOnlyList<(byte[] Octets, bool HasLongLine)>> ManyAsync(int count, CancellationToken ct)
    {
        var random = new Random(11);
        var messages = new MailboxGenerator(1, new Person("Ann", "ann@example.org"), Date).Mailbox(largestAttachment: 0)
            .Select(message => (message.Content, HasLongLine: HasLongLine(message.Content))).ToList();
        for (var number = messages.Count(message => !message.HasLongLine); number < count; number++)
        {
            using var written = new MemoryStream();
            await MessageWriter.WriteForSendingAsync(Message(random, number), written, new WriteOptions(), ct);
            messages.Add((written.ToArray(), false));
        }

        return messages;
    }

    private static OutgoingMessage Message(Random random, int number) => new()
    {
        From = new MailAddress("Ann \u00c9", "ann@example.org"),
        To = [.. Enumerable.Range(0, random.Next(1, 30)).Select(i => new MailAddress($"{Text(random, 1).Replace('\t', ' ').Replace("\r\n", "", StringComparison.Ordinal)} {i}", $"user{i}@example.org"))],
        Bcc = [new MailAddress("Secret", "secret@example.org")],
        Date = Date.AddMinutes(number),
        MessageId = new MessageId($"{number}@example.org"),
        Subject = HeaderValue.Clean(Text(random, random.Next(1, 12))),
        Body = new OutgoingBody
        {
            PlainText = Text(random, random.Next(0, 40)),
            Flowed = random.Next(2) == 0,
            Html = random.Next(2) == 0 ? $"<p>{Text(random, random.Next(0, 40))}</p>" : null,
            Attachments = random.Next(4) == 0 ? [new OutgoingAttachment("application/octet-stream", _ => ValueTask.FromResult<Stream>(new MemoryStream(Octets(random)))) { FileName = "a \u00fc.bin" }] : [],
        }.Build(),
    };

    private static string Text(Random random, int words) =>
        string.Concat(Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)] + (random.Next(3) == 0 ? "\r\n" : " ")));

    private static byte[] Octets(Random random)
    {
        var octets = new byte[random.Next(0, 20_000)];
        random.NextBytes(octets);
        return octets;
    }

    private static bool HasLongLine(byte[] content) =>
        Encoding.Latin1.GetString(content).Split('\r', '\n').Any(line => line.Length > 998);
}
