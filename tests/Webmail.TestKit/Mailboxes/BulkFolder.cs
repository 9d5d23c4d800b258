using System.Globalization;
using System.Text;

namespace Webmail.TestKit.Mailboxes;

/// <summary>One folder of very many small messages: row N from the oldest has the subject <c>Reading N of station S</c>.</summary>
public static class BulkFolder
{
    private const int StepSeconds = 60;

    /// <summary>Writes the folder; about 1 kB a message, 100,000 in a few seconds.</summary>
    public static async Task WriteAsync(string maildir, string folder, int count, DateTimeOffset newest, CancellationToken ct)
    {
        var writer = new MaildirWriter(maildir);
        string cur = Path.Combine(writer.FolderOf(folder), "cur");
        var options = new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(Enumerable.Range(0, (count + 999) / 1000), options, (block, token) =>
        {
            for (int number = (block * 1000) + 1; number <= Math.Min(count, (block + 1) * 1000); number++)
            {
                token.ThrowIfCancellationRequested();
                DateTimeOffset date = newest.AddSeconds(-(long)StepSeconds * (count - number));
                byte[] content = Message(number, date);
                // One message in 25 is unread, one in 200 flagged.
                string flags = (number % 200 == 0 ? "F" : "") + (number % 25 == 0 ? "" : "S");
                string path = Path.Combine(cur, string.Create(CultureInfo.InvariantCulture, $"{date.ToUnixTimeSeconds()}.M{number:D7}P2.demo,S={content.Length}:2,{flags}"));
                File.WriteAllBytes(path, content);
                File.SetLastWriteTimeUtc(path, date.UtcDateTime);
            }
            return ValueTask.CompletedTask;
        });
        await writer.WriteAsync([], ct);
    }

    private static byte[] Message(int number, DateTimeOffset date)
    {
        int station = (number * 7) % 40;
        var text = new StringBuilder(1024);
        text.Append(CultureInfo.InvariantCulture, $"Date: {date:ddd, dd MMM yyyy HH:mm:ss} +0000\r\nFrom: Station {station:D2} <station{station:D2}@gauges.test>\r\nTo: readings@tidewater.test\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Subject: Reading {number} of station {station:D2}\r\nMessage-ID: <reading.{number}@gauges.test>\r\n");
        text.Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        for (int line = 0; line < 12; line++)
            text.Append(CultureInfo.InvariantCulture, $"{date.AddMinutes(-5 * line):HH:mm}  level {((number + line) * 31 % 300) - 120,5} cm   temperature {(number + line) * 13 % 150 / 10.0,5:F1} C\r\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
