using System.Globalization;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;

namespace Webmail.Benchmarks.Ui;

/// <summary>The mailboxes that are measured: one user per size of INBOX, each with a folder of its own that is as big.</summary>
internal static class BenchmarkMailbox
{
    public static readonly DateTimeOffset Newest = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static string User(int size) => string.Create(CultureInfo.InvariantCulture, $"size{size}@tidewater.test");

    public static string Folder(int size) => string.Create(CultureInfo.InvariantCulture, $"Big{size}");

    /// <summary>A user with an INBOX of one size and, beside it, folders of all sizes up to a million.</summary>
    public static async Task FillAsync(DovecotServer server, int inbox, IReadOnlyList<int> folders, CancellationToken ct)
    {
        var user = User(inbox);
        var maildir = server.MaildirOf(user);
        await BulkFolder.WriteAsync(maildir, "INBOX", inbox, Newest, ct);
        foreach (var size in folders) await BulkFolder.WriteAsync(maildir, Folder(size), size, Newest, ct);
        var generator = new MailboxGenerator(1, Person.Noor, Newest);
        await new MaildirWriter(maildir).WriteAsync(
            [.. Enumerable.Range(0, 30).Select(i => generator.Simple("Plain message " + i, "Reading")), .. Enumerable.Range(0, 5).Select(WithAttachment)], ct);
        await server.OwnMailAsync(user, ct);
    }

    private static GeneratedMessage WithAttachment(int number)
    {
        var draft = new MessageDraft
        {
            From = Person.Marcus,
            To = [Person.Noor],
            Subject = "With 20 MB " + number,
            Date = Newest,
            MessageId = $"<attachment.{number}@tidewater.test>",
            Body = Part.Multipart(
                "mixed", "bench" + number,
                Part.Text("Survey " + number + " is attached."),
                Part.Attachment("survey.bin", "application/octet-stream", Documents.Noise(new Random(number), 20 * 1024 * 1024))),
        };
        return new GeneratedMessage("Attachments", Newest.AddMinutes(number), "S", draft.ToBytes());
    }
}
