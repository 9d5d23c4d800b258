using System.Globalization;
using System.Text;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;

namespace Webmail.Benchmarks.Mime;

/// <summary>
/// The MIME engine on the three kinds of mail of docs/performance.md, in memory. Speeds are of processor time, so that a busy machine does not
/// change them much, and stand beside a bare search for line ends in the same run.
/// </summary>
internal static class MimeBenchmark
{
    private const double WarmUp = 1;
    private const double Seconds = 1.5;

    public static Task RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        Console.WriteLine("| what | MB/s | bytes allocated per byte | part of a line scan |");
        Console.WriteLine("|---|---|---|---|");
        byte[][] small = Enumerable.Range(0, 600).Select(MimeSamples.Small).ToArray();
        byte[][] letters = Enumerable.Range(0, 60).Select(MimeSamples.Newsletter).ToArray();
        byte[][] files = Enumerable.Range(0, 10).Select(MimeSamples.WithAttachment).ToArray();
        foreach (var (name, mails) in new[] { ("small mails", small), ("newsletters", letters), ("attachments", files) })
        {
            var scan = Measure(mails, m => Lines(m));
            Row($"{name}: line scan", scan, scan);
            Row($"{name}: parse to a tree", Measure(mails, m => MimeMessage.Parse(m)), scan);
            Row($"{name}: events only", Measure(mails, m => MimeReader.Read(m, new NoHandler(), null)), scan);
            Row($"{name}: parse, plan, decode every leaf as a stream", Measure(mails, DecodeAll), scan);
        }

        var header = MimeSamples.LongHeader();
        Row("a 40,000-line References", Measure([header], m => MessageIds.Parse(m)), null);
        var receivers = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Name {i} <user{i}@example.org>, "))));
        Row("60,000 recipients", Measure([receivers], m => AddressList.Parse(m)), null);
        return Task.CompletedTask;
    }

    private static void DecodeAll(byte[] mail)
    {
        var message = MimeMessage.Parse(mail);
        _ = message.Plan();
        var block = Block;
        foreach (var part in message.AllParts())
        {
            if (part.IsMultipart) continue;
            using var content = part.OpenContent();
            while (content.Read(block, 0, block.Length) > 0)
            {
            }
        }
    }

    private static readonly byte[] Block = new byte[64 * 1024];

    private static int Lines(ReadOnlySpan<byte> mail)
    {
        var lines = 0;
        while (mail.IndexOf((byte)'\n') is var at and >= 0)
        {
            lines++;
            mail = mail[(at + 1)..];
        }

        return lines;
    }

    private static (double Speed, double Allocated) Measure(byte[][] mails, Action<byte[]> work)
    {
        // Long enough for the compiler's last tier.
        Run(mails, work, WarmUp);
        return Run(mails, work, Seconds);
    }

    private static (double Speed, double Allocated) Run(byte[][] mails, Action<byte[]> work, double seconds)
    {
        double bytes = 0;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        do
        {
            foreach (var mail in mails)
            {
                work(mail);
                bytes += mail.Length;
            }
        }
        while ((Environment.CpuUsage.TotalTime - start).TotalSeconds < seconds);
        var time = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        return (bytes / time / 1e6, (GC.GetAllocatedBytesForCurrentThread() - allocated) / bytes);
    }

    private static void Row(string name, (double Speed, double Allocated) result, (double Speed, double Allocated)? scan) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {result.Speed:0} | {result.Allocated:0.###} | {(scan is { } s ? (result.Speed / s.Speed).ToString("0.00", CultureInfo.InvariantCulture) : "")} |"));

    private sealed class NoHandler : IMimeHandler
    {
        public void BeginPart(long offset)
        {
        }

        public void Header(HeaderBlock header, ContentType contentType, long bodyOffset)
        {
        }

        public void Body(ReadOnlySpan<byte> data, long offset)
        {
        }

        public void EndPart(long end)
        {
        }

        public void Defect(MimeDefectKind kind, long offset)
        {
        }
    }
}
