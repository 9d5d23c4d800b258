using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;

namespace Webmail.Benchmarks.Imap;

/// <summary>
/// What COMPRESS=DEFLATE costs and saves over TLS on loopback: octets on the wire, our processor time, memory of a connection that only waits. What it saves in time follows
/// from the octets and the width of a line.
/// </summary>
internal static class CompressionBenchmark
{
    private const int Rows = 10_000;
    private const int Waiting = 100;
    private const int Runs = 5;

    public static async Task RunAsync(string[] args)
    {
        var ct = CancellationToken.None;
        await using var server = await DovecotServer.CreateAsync(new DovecotOptions(), ct);
        var user = server.NewUser();
        var newest = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        await BulkFolder.WriteAsync(server.MaildirOf(user), "Big", Rows, newest, ct);
        await new MaildirWriter(server.MaildirOf(user)).WriteAsync([LongText(newest), .. Everyday(newest).Where(message => message.Folder == "INBOX")], ct);
        await server.OwnMailAsync(user, ct);

        Console.WriteLine("| what | octets plain | octets compressed | ratio | ms CPU plain | ms CPU compressed | at 100 Mbit/s | at 10 Mbit/s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        await CompareAsync("list of 10,000 rows, alike", server, user, MailboxName.Create("Big"), ListAsync, ct);
        await CompareAsync("list of everyday mail with structure, a window at a time", server, user, MailboxName.Inbox, WindowsAsync, ct);
        await CompareAsync("text part of 5 MB", server, user, MailboxName.Create("Long"), TextAsync, ct);
        foreach (var compress in (bool[])[false, true])
        {
            var each = await WaitingAsync(server, user, compress, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A waiting connection, {(compress ? "compressed" : "plain")}: {each / 1000:F0} kB of private memory"));
        }
    }

    private static async Task CompareAsync(string what, DovecotServer server, string user, MailboxName folder, Func<ImapConnection, Task> work, CancellationToken ct)
    {
        await MeasureAsync(server, user, folder, work, compress: true, ct); // compiled by now
        var plain = await MeasureAsync(server, user, folder, work, compress: false, ct);
        var small = await MeasureAsync(server, user, folder, work, compress: true, ct);
        string Saved(double megabits) => string.Create(
            CultureInfo.InvariantCulture, $"{((plain.Octets - small.Octets) * 8 / megabits / 1000) - (small.Cpu - plain.Cpu):F0} ms saved");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {plain.Octets:N0} | {small.Octets:N0} | {(double)plain.Octets / small.Octets:F1} | {plain.Cpu:F0} | {small.Cpu:F0} | {Saved(100)} | {Saved(10)} |"));
    }

    private static async Task<(long Octets, double Cpu)> MeasureAsync(
        DovecotServer server, string user, MailboxName folder, Func<ImapConnection, Task> work, bool compress, CancellationToken ct)
    {
        var counts = new CountedConnector();
        await using var connection = await OpenAsync(server, user, counts, compress, ct);
        await connection.ExamineAsync(folder, ct: ct);
        await work(connection); // what Dovecot reads for the first time
        var times = new List<double>();
        var before = counts.Down;
        for (var run = 0; run < Runs; run++)
        {
            var started = Process.GetCurrentProcess().TotalProcessorTime;
            await work(connection);
            times.Add((Process.GetCurrentProcess().TotalProcessorTime - started).TotalMilliseconds);
        }

        times.Sort();
        return ((counts.Down - before) / Runs, times[Runs / 2]);
    }

    private static async Task ListAsync(ImapConnection connection)
    {
        var items = new FetchItems { Flags = true, InternalDate = true, Size = true, Envelope = true };
        await foreach (var row in connection.FetchAsync(SequenceSet.Range(1, Rows), items)) _ = row.Uid;
    }

    private static async Task WindowsAsync(ImapConnection connection)
    {
        var items = new FetchItems { Flags = true, InternalDate = true, Size = true, Envelope = true, BodyStructure = true };
        for (uint first = 1; first + 49 <= connection.Selected!.Exists; first += 50)
            await foreach (var row in connection.FetchAsync(SequenceSet.Range(first, first + 49), items)) _ = row.Uid;
    }

    private static async Task TextAsync(ImapConnection connection)
    {
        await using var body = await connection.OpenBodyAsync(new Uid(1), SectionPath.Create("1"), new BodyFetchOptions(), CancellationToken.None);
        await body.CopyToAsync(Stream.Null);
    }

    private static async Task<double> WaitingAsync(DovecotServer server, string user, bool compress, CancellationToken ct)
    {
        var held = new List<ImapConnection>();
        await using var first = await OpenAsync(server, user, new CountedConnector(), compress, ct);
        var before = PrivateMemory();
        for (var i = 0; i < Waiting; i++)
        {
            var connection = await OpenAsync(server, user, new CountedConnector(), compress, ct);
            await connection.ExamineAsync(MailboxName.Inbox, ct: ct);
            await foreach (var row in connection.FetchAsync(SequenceSet.Range(1, 50), new FetchItems { Flags = true, Envelope = true }, ct: ct)) _ = row.Uid;
            held.Add(connection);
        }

        var each = (PrivateMemory() - before) / (double)Waiting;
        foreach (var connection in held) await connection.DisposeAsync();
        return each;
    }

    /// <summary>Native memory too: zlib's windows are not on the heap.</summary>
    private static long PrivateMemory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        var line = File.ReadLines("/proc/self/smaps_rollup").First(line => line.StartsWith("Private_Dirty:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static async Task<ImapConnection> OpenAsync(DovecotServer server, string user, CountedConnector counts, bool compress, CancellationToken ct)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(server.AuthorityFile);
        var issuer = authority.Subject;
        return await ImapConnection.OpenAsync(
            new ServerEndpoint("localhost", server.Ports.Imaps, TransportSecurity.Tls), ImapCredentials.Password(user, server.Password),
            new ImapConnectionOptions { Connector = counts, Compress = compress, Certificates = (_, certificate, _, _) => certificate?.Issuer == issuer }, ct);
    }

    private static IEnumerable<GeneratedMessage> Everyday(DateTimeOffset newest) => new MailboxGenerator(7, Person.Noor, newest).Mailbox(10_000);

    private static GeneratedMessage LongText(DateTimeOffset newest)
    {
        var text = new StringBuilder(5_000_000);
        while (text.Length < 5_000_000)
            foreach (var message in Everyday(newest))
                if (message.Content.Length < 8_000 && text.Length < 5_000_000) text.Append(Encoding.ASCII.GetString(message.Content)).Append("\r\n");
        var draft = new MessageDraft { From = Person.Marcus, To = [Person.Noor], Subject = "Long", Date = newest, MessageId = "<long@tidewater.test>", Body = Part.Text(text.ToString()) };
        return new GeneratedMessage("Long", newest, "S", draft.ToBytes());
    }
}
