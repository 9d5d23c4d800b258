using System.Globalization;
using System.Text;
using Webmail.Mime.Parsing;
using Webmail.Mime.Tests.Parsing;

namespace Webmail.Benchmarks.Mime;

/// <summary>What each bomb of the tests costs: processor time of the second run, and everything that was allocated on the way.</summary>
internal static class BombBenchmark
{
    public static Task RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        Console.WriteLine("| bomb | MB | ms of processor time | MB allocated |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (name, make) in Bombs.Messages) Row(name, make(), Message);
        foreach (var (name, make, read) in Bombs.Values) Row(name, make(), read);
        return Task.CompletedTask;
    }

    private static void Message(byte[] bytes)
    {
        var message = MimeMessage.Parse(bytes);
        _ = (message.Subject, message.From.Mailboxes.Count, message.Date, message.MessageId);
        message.Plan();
        message.Inspect();
    }

    private static void Row(string name, string text, Action<byte[]> read)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        read(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        read(bytes);
        var time = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bytes.Length / 1e6:0.0} | {time:0} | {allocated / 1e6:0.0} |"));
    }
}
