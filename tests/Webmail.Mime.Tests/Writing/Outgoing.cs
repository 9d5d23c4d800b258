using System.Text;
using Webmail.Mime.Headers;
using Webmail.Mime.Writing;

namespace Webmail.Mime.Tests.Writing;

/// <summary>Messages with fixed dates, identifiers and boundaries, written to bytes.</summary>
internal static class Outgoing
{
    public static OutgoingMessage Message(OutgoingEntity? body = null) => new()
    {
        From = new MailAddress("Jürgen Müller", "juergen@example.org"),
        Date = new DateTimeOffset(2026, 11, 21, 20, 0, 0, TimeSpan.FromHours(1)),
        MessageId = new MessageId("1@example.org"),
        To = [new MailAddress("Doe, John", "john@example.net"), new MailAddress(null, "x@bücher.example")],
        Bcc = [new MailAddress("Secret", "secret@example.net")],
        Subject = new HeaderValue("Grüße aus Zürich – und ein sehr langer Betreff, der gefaltet werden muss, weil er nicht in eine Zeile passt"),
        Body = body ?? new OutgoingText("plain", "Hallo\nWelt"),
    };

    public static WriteOptions Options(bool utf8 = false)
    {
        var number = 0;
        return new WriteOptions { Utf8Headers = utf8, NextBoundary = () => $"=_{++number}" };
    }

    public static async Task<byte[]> SendAsync(OutgoingMessage message, bool utf8 = false)
    {
        var output = new MemoryStream();
        await MessageWriter.WriteForSendingAsync(message, output, Options(utf8), TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    public static OutgoingAttachment File(string name, string type, byte[] content, string? id = null) => new(type, _ => ValueTask.FromResult<Stream>(new MemoryStream(content)))
    {
        FileName = name, Inline = id is not null, ContentId = id is null ? null : new MessageId(id),
    };

    public static void AssertCleanLines(byte[] message)
    {
        var line = 0;
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] == '\n') Assert.True(i > 0 && message[i - 1] == '\r', $"bare LF at {i}: {Encoding.Latin1.GetString(message[Math.Max(0, i - 20)..i])}");
            if (message[i] == '\r') Assert.True(i + 1 < message.Length && message[i + 1] == '\n', $"bare CR at {i}");
            line = message[i] == '\n' ? 0 : line + 1;
            Assert.True(line <= 1000);
        }
    }
}
