using System.IO.Pipelines;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Tests.Grammar;
using Webmail.Protocols.Tests.Imap;
using Webmail.Protocols.Tests.Transcripts;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Fuzz;

/// <summary>What reads a server's octets: what it starts from, and what must hold for every damaged input. Anything thrown is a finding.</summary>
internal static class FuzzTargets
{
    private static readonly ImapLimits Small = new() { InlineLiteralBytes = 64, DrainedHeadBytes = 8, FrameBytes = 20_000, DrainBytes = 4_000 };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>By name: samples, the target, and how many inputs it always gets.</summary>
    public static readonly Dictionary<string, (Func<byte[][]> Samples, Func<byte[], Random, Task> Target, int Rounds)> All = new(StringComparer.Ordinal)
    {
        ["grammar"] = (Responses, Grammar, 40_000),
        ["framing"] = (Wires, FramingAsync, 4_000),
        ["conversation"] = (Wires, ConversationAsync, 400),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static byte[][] Responses() => [.. Samples.All().Concat(Samples.Expected()).Select(frame => frame.Bytes.ToArray()).Where(bytes => bytes.Length is > 0 and < 4096)];

    private static byte[][] Wires() => [.. Corpus.Files("imap/mailkit-imap-responses", "*.txt").Select(file => Frames.FromLineFeeds(File.ReadAllBytes(file))).Where(wire => wire.Length is > 0 and < 6000)];

    private static Task Grammar(byte[] bytes, Random random)
    {
        var response = ImapGrammar.ParseResponse(new ImapFrame(bytes), utf8: random.Next(5) == 0);
        Holds(response is not null, "there is a response");
        if (response is FetchReply { Row: var row })
        {
            Holds(row.Defects.Count <= GrammarLimits.Defects && row.Defects.All(defect => defect.Raw.Length <= FetchDefect.MaxRaw && defect.Item.Length <= 64), "defects are few and short");
            Holds(row.Envelope is not { } envelope || envelope.To.Count <= GrammarLimits.Addresses, "addresses are counted");
            Holds(row.Sections.Count <= GrammarLimits.Sections, "sections are counted");
        }

        FlagRowRulesTests.IsTaken(new ImapFrame(bytes), new SharedFlagSets());
        Holds(response is not MalformedResponse malformed || malformed.Raw.Length <= GrammarLimits.RawBytes, "what is kept of nonsense is short");
        return Task.CompletedTask;
    }

    // However the network cuts it: the same frames, the same end.
    private static async Task FramingAsync(byte[] wire, Random random)
    {
        var limits = random.Next(2) == 0 ? Small : ImapLimits.Default;
        var whole = await FramesAsync(wire, wire.Length, limits);
        Holds(await FramesAsync(wire, random.Next(1, 8), limits) == whole, "small pieces tell the same story as the whole");
        Holds(await FramesAsync(wire, random.Next(8, 200), limits) == whole, "pieces tell the same story as the whole");
    }

    private static async Task<string> FramesAsync(byte[] wire, int piece, ImapLimits limits)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        var framer = new ImapFramer(pipe.Reader, limits, new KeepOrDrain(limits));
        var told = new StringBuilder();
        var reading = ReadAsync(framer, told);
        for (var at = 0; at < wire.Length && !reading.IsCompleted; at += piece) await pipe.Writer.WriteAsync(wire.AsMemory(at, Math.Min(piece, wire.Length - at)), Ct);
        await pipe.Writer.CompleteAsync();
        await reading.WaitAsync(Patience, Ct);
        return told.ToString();
    }

    private static async Task ReadAsync(ImapFramer framer, StringBuilder told)
    {
        try
        {
            while (await framer.ReadAsync(Ct) is { } frame)
            {
                told.Append(Encoding.Latin1.GetString(frame.Bytes.Span)).Append('|').AppendJoin(',', frame.Detached.Select(literal => $"{literal.Offset} {literal.Length} {literal.Outcome}")).Append('\n');
            }
        }
        catch (Exception e) when (e is FramingException or ImapProtocolException)
        {
            told.Append("ends");
        }
    }

    // Whoever waits is answered or hears why the connection ended, and nothing else is thrown.
    private static async Task ConversationAsync(byte[] wire, Random random)
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var commands = new[] { await session.CommandAsync(), await session.CommandAsync(), await session.CommandAsync() };
            var half = wire.Length / 2;
            await session.SendAsync(wire.AsMemory(0, half));
            await session.OkAsync(commands[0]);
            await session.SendAsync(wire.AsMemory(half));
            await session.SayAsync("", commands[1].Tag + " NO not now", commands[2].Tag + " OK done");
            await session.CloseAsync();
        });
        var connection = scripted.Connection;
        await Task.WhenAll(
            OutcomeAsync(RowsAsync(connection)),
            OutcomeAsync(connection.SearchAsync(SearchQuery.All, SearchReturn.Hits, Ct)),
            OutcomeAsync(connection.ListAsync(ListOptions.Default, Ct))).WaitAsync(Patience, Ct);
        await connection.Closed.WaitAsync(Patience, Ct);
        Holds(connection.BreakReason is ImapProtocolException { Message.Length: > 5 }, "the connection says why it ended");
    }

    private static async Task OutcomeAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is ImapCommandException or ImapProtocolException)
        {
            // Said in our words.
        }
    }

    private static async Task RowsAsync(ImapConnection connection)
    {
        await foreach (var row in connection.FetchAsync(UidSet.Parse("1:4294967295"), FetchItems.Listing, ct: Ct)) Holds(row.Uid is not null, "a row has its UID");
    }

    private static void Holds(bool condition, string what)
    {
        if (!condition) throw new InvalidOperationException($"Not so: {what}.");
    }

    private sealed class KeepOrDrain(ImapLimits limits) : ILiteralRouter
    {
        public LiteralPlan Plan(ReadOnlySpan<byte> frame, long length) => length <= limits.InlineLiteralBytes ? LiteralPlan.Keep : LiteralPlan.Drain;
    }
}
