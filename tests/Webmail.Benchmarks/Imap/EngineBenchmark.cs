using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Webmail.Benchmarks.Ui;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Imap;

namespace Webmail.Benchmarks.Imap;

/// <summary>The engine beside a bare reader, which throws the same octets away, on the same Dovecot in the same run. <c>--messages 100000</c>, <c>--only flags,signin</c>, <c>--sign-in-rounds 20</c> of a hundred each.</summary>
internal static class EngineBenchmark
{
    private const int Fetches = 500;
    private const int Idle = 300;
    private const string Full = "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";

    public static async Task RunAsync(string[] args)
    {
        var messages = Number(args, "--messages", 100_000);
        await using var server = await DovecotServer.CreateAsync(new DovecotOptions { StoresScramKeys = true }, CancellationToken.None);
        await BenchmarkMailbox.FillAsync(server, messages, [], CancellationToken.None);
        var user = BenchmarkMailbox.User(messages);
        using var bare = await BareReader.SignInAsync(server.Ports.Imap, user, server.Password);
        await using var ours = await OpenAsync(server, user);
        Console.WriteLine("| what | bare: ms wall, ms CPU, kB allocated | ours: ms wall, ms CPU, kB allocated | wall, times bare |");
        Console.WriteLine("|---|---|---|---|");
        await bare.RunAsync("x", "EXAMINE INBOX");
        await ours.ExamineAsync(MailboxName.Inbox);
        var rounds = Number(args, "--sign-in-rounds", 20);
        foreach (var (name, work) in new (string, Func<Task>)[]
        {
            ("rows", () => LineAsync($"list {messages:N0} full rows", 3, () => bare.RunAsync("l", $"UID FETCH 1:* {Full}"), () => ListAsync(ours, FetchItems.Listing, 1, (uint)messages))),
            ("newest", () => LineAsync("newest 50 full rows", 15, () => bare.RunAsync("n", $"FETCH {messages - 49}:{messages} {Full}"), () => ListAsync(ours, FetchItems.Listing, (uint)messages - 49, (uint)messages))),
            ("flags", () => LineAsync($"flags of {messages:N0}, as rows of their own", 9, () => bare.RunAsync("f", "UID FETCH 1:* (UID FLAGS)"), () => FlagsAsync(ours, (uint)messages))),
            ("flags", () => LineAsync($"flags of {messages:N0}, as full rows with nothing else", 9, () => bare.RunAsync("f", "UID FETCH 1:* (UID FLAGS)"), () => ListAsync(ours, FetchItems.FlagsOnly, 1, (uint)messages))),
            ("sets", () => LineAsync($"flags of {messages:N0}, as sets (five searches)", 5, () => BareSetsAsync(bare), () => SetsAsync(ours))),
            ("fetches", () => LineAsync($"{Fetches} small fetches, pipelined", 7, () => BareFetchesAsync(bare), () => FetchesAsync(ours))),
            ("part", () => PartAsync(server, user, bare, ours)),
            ("signin", () => new SignInBenchmark(server, user, rounds).RunAsync()),
            ("event", EventAsync),
            ("idle", IdleAsync),
        })
        {
            if (Array.IndexOf(args, "--only") is var only && (only < 0 || args[only + 1].Split(',').Contains(name))) await work();
        }
    }

    private static int Number(string[] args, string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private static async Task<ImapConnection> OpenAsync(DovecotServer server, string user, ImapConnectionOptions? options = null)
    {
        var connection = await ImapConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", server.Ports.Imap, TransportSecurity.Plain), options ?? ImapConnectionOptions.Default, CancellationToken.None);
        await connection.SignInAsync(ImapCredentials.Password(user, server.Password), CancellationToken.None);
        return connection;
    }

    private static async Task LineAsync(string what, int runs, Func<Task> bare, Func<Task> ours)
    {
        await bare();
        await ours();
        var (floor, own) = (await Measure.OfAsync(bare, runs), await Measure.OfAsync(ours, runs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {floor.Wall:F1}, {floor.Cpu:F1}, {floor.Kilobytes:N0} | {own.Wall:F1}, {own.Cpu:F1}, {own.Kilobytes:N0} | {own.Wall / floor.Wall:F2} |"));
    }

    private static async Task ListAsync(ImapConnection connection, FetchItems items, uint first, uint last)
    {
        var rows = 0u;
        await foreach (var _ in connection.FetchAsync(SequenceSet.Range(first, last), items)) rows++;
        if (rows != last - first + 1) throw new InvalidOperationException($"{rows} rows");
    }

    private static async Task FlagsAsync(ImapConnection connection, uint messages)
    {
        var rows = 0u;
        await foreach (var _ in connection.FetchFlagsAsync(SequenceSet.Range(1, messages))) rows++;
        if (rows != messages) throw new InvalidOperationException($"{rows} rows");
    }

    private static Task<SearchResult[]> SetsAsync(ImapConnection connection) => Task.WhenAll(
        new[] { SearchQuery.Seen, SearchQuery.Flagged, SearchQuery.Answered, SearchQuery.Draft, SearchQuery.Deleted }.Select(query => connection.SearchAsync(query, SearchReturn.Hits, CancellationToken.None)));

    private static async Task BareSetsAsync(BareReader bare)
    {
        await bare.SendAsync(string.Concat(new[] { "SEEN", "FLAGGED", "ANSWERED", "DRAFT", "DELETED" }.Select((key, i) => $"q{i} UID SEARCH RETURN (ALL) {key}\r\n")));
        await bare.ReadToAsync("q4 ");
    }

    private static Task FetchesAsync(ImapConnection connection) => Task.WhenAll(Enumerable.Range(1, Fetches).Select(async i =>
    {
        await foreach (var _ in connection.FetchAsync(UidSet.Of(new Uid((uint)i * 3)), FetchItems.Listing)) { }
    }));

    private static async Task BareFetchesAsync(BareReader bare)
    {
        await bare.SendAsync(string.Concat(Enumerable.Range(1, Fetches).Select(i => $"p{i} UID FETCH {i * 3} {Full}\r\n")));
        await bare.ReadToAsync($"p{Fetches} ");
    }

    private static async Task PartAsync(DovecotServer server, string user, BareReader bare, ImapConnection ours)
    {
        await bare.RunAsync("x", "EXAMINE Attachments");
        await ours.ExamineAsync(MailboxName.Create("Attachments"));
        var first = 0.0;
        await LineAsync("a part of 20 MB, as 27 MB of base64", 7, () => bare.RunAsync("b", "FETCH 1 (BODY.PEEK[2])"), async () => first = await ReadAsync(ours));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| its first octet | | {first:F1} ms | |"));
    }

    private static async Task<double> ReadAsync(ImapConnection connection)
    {
        var start = Stopwatch.GetTimestamp();
        await using var body = await connection.OpenBodyAsync(new Uid(1), SectionPath.Create("2"), BodyFetchOptions.Default, CancellationToken.None);
        var buffer = new byte[64 * 1024];
        var first = 0.0;
        while (await body.ReadAsync(buffer) > 0)
        {
            if (first == 0) first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return first;
    }

    // From the write on the server's side to the reader of the events.
    private static async Task EventAsync()
    {
        var (sent, times) = (0L, new List<double>());
        var go = new SemaphoreSlim(0);
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.SelectAsync("IMAP4rev1 IDLE", exists: 5);
            for (var exists = 6; !session.Ended.IsCancellationRequested; exists++)
            {
                await go.WaitAsync(session.Ended);
                Volatile.Write(ref sent, Stopwatch.GetTimestamp());
                await session.SayAsync($"* {exists} EXISTS");
            }
        });
        await using var connection = await ImapConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", server.Port, TransportSecurity.Plain), ImapConnectionOptions.Default, CancellationToken.None);
        await connection.SignInAsync(ImapCredentials.Password("ann", "secret"), CancellationToken.None);
        await connection.SelectAsync(MailboxName.Inbox);
        await connection.Events.ReadAsync();
        for (var i = 0; i < 200; i++)
        {
            go.Release();
            await connection.Events.ReadAsync();
            times.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref sent)).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| an event, from the server's write to its reader | | {times[100]:F2} ms, at most {times[197]:F2} in 99 of 100 | |"));
    }

    private static async Task IdleAsync()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.SelectAsync("IMAP4rev1 IDLE", exists: 5);
            await session.CommandAsync();
            await session.SayAsync("+ idling");
        });
        var connections = new List<ImapConnection>();
        var start = 0L;
        for (var i = 0; i < Idle + 50; i++)
        {
            if (i == 50) start = GC.GetTotalMemory(forceFullCollection: true);
            var connection = await ImapConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", server.Port, TransportSecurity.Plain), ImapConnectionOptions.Default, CancellationToken.None);
            await connection.SignInAsync(ImapCredentials.Password("ann", "secret"), CancellationToken.None);
            await connection.SelectAsync(MailboxName.Inbox);
            await connection.IdleAsync(CancellationToken.None);
            connections.Add(connection);
        }

        var ours = GC.GetTotalMemory(forceFullCollection: true) - start;
        var bare = new List<(TcpClient Client, Task Waiting)>();
        await using var plain = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.SelectAsync("IMAP4rev1 IDLE", exists: 5);
            await session.CommandAsync();
            await session.SayAsync("+ idling");
        });
        start = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Idle; i++)
        {
            var client = new TcpClient("127.0.0.1", plain.Port);
            var stream = client.GetStream();
            await stream.WriteAsync("a LOGIN x y\r\nb SELECT INBOX\r\nc IDLE\r\n"u8.ToArray());
            var buffer = new byte[1024];
            for (var heard = ""; !heard.Contains("+ idling", StringComparison.Ordinal);) heard += System.Text.Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
            bare.Add((client, stream.ReadAsync(Memory<byte>.Empty).AsTask()));
        }

        var floor = GC.GetTotalMemory(forceFullCollection: true) - start;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| an idle connection, heap (its scripted server's end of it taken off) | | {(ours - floor) / 1000.0 / Idle:F1} kB more than a socket that waits | |"));
        foreach (var connection in connections) await connection.DisposeAsync();

        bare.ForEach(one => one.Client.Dispose());
    }
}
