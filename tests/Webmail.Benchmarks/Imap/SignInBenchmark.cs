using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.TestKit.Dovecot;

namespace Webmail.Benchmarks.Imap;

/// <summary>
/// From nothing to an open INBOX and away again, beside a bare client: the processor time of this process for each, in the first round, where the runtime compiles what is run
/// for the first time, and in the last rounds of thousands, where nothing is left to compile.
/// </summary>
internal sealed class SignInBenchmark(DovecotServer server, string user, int rounds)
{
    private const int EachRound = 100;
    private const int AtOnce = 4;
    private const int Last = 10;

    private readonly record struct Round(double Wall, double Cpu, double Compiling, double Kilobytes);

    public async Task RunAsync()
    {
        using var known = new ScramKeys(TimeProvider.System, TimeSpan.FromMinutes(10));
        var remembering = ImapConnectionOptions.Default with { ScramKeys = known };
        foreach (var (what, work) in new (string, Func<Task>)[]
        {
            ("bare", BareAsync),
            ("ours, keys remembered", () => OursAsync(remembering)),
            ("ours", () => OursAsync(ImapConnectionOptions.Default)),
            ("bare again", BareAsync),
        })
        {
            var all = new List<Round>();
            for (var round = 0; round < rounds; round++) all.Add(await OfAsync(work));
            Tell(what + ", the first round", all[..1]);
            Tell(string.Create(CultureInfo.InvariantCulture, $"{what}, the last {Math.Min(Last, rounds)} of {rounds}"), all[^Math.Min(Last, rounds)..]);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| remembered keys that served | {known.Found} of {rounds * EachRound} | | |"));
    }

    private async Task BareAsync()
    {
        using var bare = await BareReader.SignInAsync(server.Ports.Imap, user, server.Password);
        await bare.RunAsync("x", "EXAMINE INBOX");
    }

    private async Task OursAsync(ImapConnectionOptions options)
    {
        await using var connection = await ImapConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", server.Ports.Imap, TransportSecurity.Plain), options, CancellationToken.None);
        await connection.SignInAsync(ImapCredentials.Password(user, server.Password), CancellationToken.None);
        await connection.ExamineAsync(MailboxName.Inbox);
    }

    private static async Task<Round> OfAsync(Func<Task> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, compiling, allocated) = (process.TotalProcessorTime, JitInfo.GetCompilationTime(), GC.GetTotalAllocatedBytes(precise: true));
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, EachRound, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await work());
        process.Refresh();
        return new Round(
            Stopwatch.GetElapsedTime(start).TotalMilliseconds / EachRound,
            (process.TotalProcessorTime - cpu).TotalMilliseconds / EachRound,
            (JitInfo.GetCompilationTime() - compiling).TotalMilliseconds / EachRound,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1000.0 / EachRound);
    }

    private static void Tell(string what, List<Round> of)
    {
        var (cpu, compiling) = (of.ConvertAll(one => one.Cpu), of.ConvertAll(one => one.Compiling));
        cpu.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| a sign-in to an open INBOX: {what} | {cpu[cpu.Count / 2]:F2} ms CPU [{cpu[0]:F2}..{cpu[^1]:F2}], of it compiling at most {compiling.Max():F2} | {of.Average(one => one.Kilobytes):F1} kB | {of.Average(one => one.Wall):F1} ms wall, {AtOnce} at once |"));
    }
}
