using System.IO.Pipelines;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Wire;
using Webmail.TestKit.Faults;

namespace Webmail.Protocols.Tests.Imap.Wire;

public sealed class ImapFramerTests : ILiteralRouter
{
    private static readonly ImapLimits Small = new() { InlineLiteralBytes = 16, DrainedHeadBytes = 4, FrameBytes = 4096, DrainBytes = 10_000 };

    private Func<string, long, LiteralPlan> _plan = (_, _) => LiteralPlan.Drain;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    LiteralPlan ILiteralRouter.Plan(ReadOnlySpan<byte> frame, long length) => _plan(Encoding.Latin1.GetString(frame), length);

    public static TheoryData<string, string[]> Conversations => new()
    {
        { "* OK ready\r\n* 3 EXISTS\r\n", ["* OK ready", "* 3 EXISTS"] },
        { "* 1 FETCH (BODY[] {5}\r\nhe\r\nx FLAGS ())\r\n", ["* 1 FETCH (BODY[] {5}\r\nhe\r\nx FLAGS ())"] },
        { "* LIST () \"/\" {0}\r\n\r\na OK\r\n", ["* LIST () \"/\" {0}\r\n", "a OK"] },
        { "* 1 FETCH (A {1+}\r\nx B ~{2}\r\nyz)\r\n", ["* 1 FETCH (A {1+}\r\nx B ~{2}\r\nyz)"] },
        { "* OK see {123}\r\na1 NO try {5}\r\n+ {7}\r\n", ["* OK see {123}", "a1 NO try {5}", "+ {7}"] },
        { "* OK [X {3}\r\nabc] text\r\n", ["* OK [X {3}\r\nabc] text"] },
        { "a bare\nline feed\r\n", ["a bare\nline feed"] },
        { "* X {}\r\n* X {-1}\r\n* X {1x}\r\n* X 5}\r\n", ["* X {}", "* X {-1}", "* X {1x}", "* X 5}"] },
        { "\r\n\r\n* X\r\n", ["", "", "* X"] },
    };

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task Frames_are_the_same_however_the_octets_are_split(string wire, string[] expected)
    {
        for (var octets = 1; octets <= wire.Length; octets++)
        {
            Assert.Equal(expected, await FramesAsync(wire, octets, Small));
        }
    }

    [Fact]
    public async Task A_literal_nobody_wants_is_read_away_and_its_head_is_kept()
    {
        var wire = "* 1 FETCH (ENVELOPE {20}\r\n01234567890123456789 FLAGS ())\r\na OK\r\n";
        for (var octets = 1; octets <= wire.Length; octets++)
        {
            var framer = Framer(wire, octets, Small);
            var frame = (await framer.ReadAsync(Ct))!.Value;
            Assert.Equal("* 1 FETCH (ENVELOPE {20}\r\n FLAGS ())", Text(frame));
            var literal = Assert.Single(frame.Detached);
            Assert.Equal((26, 20L, LiteralOutcome.Drained, "0123"), (literal.Offset, literal.Length, literal.Outcome, Encoding.ASCII.GetString(literal.Head.Span)));
            Assert.Equal("a OK", Text((await framer.ReadAsync(Ct))!.Value));
        }
    }

    [Fact]
    public async Task A_streamed_literal_arrives_whole_and_the_frame_goes_on_after_it()
    {
        var content = string.Concat(Enumerable.Range(0, 500).Select(i => i.ToString("x4", System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var octets in (int[])[1, 3, 17, 1000, 100_000])
        {
            var lease = new LiteralLease();
            _plan = (frame, length) => frame.EndsWith("BODY[1] {2000}\r\n", StringComparison.Ordinal) && length == 2000 ? LiteralPlan.Stream(lease) : LiteralPlan.Drain;
            var framer = Framer($"* 1 FETCH (UID 9 BODY[1] {{2000}}\r\n{content})\r\na OK\r\n", octets, Small);
            var reading = framer.ReadAsync(Ct).AsTask();
            await lease.Started.WaitAsync(Ct);
            Assert.Equal(content, await ReadAllAsync(lease));
            var frame = (await reading)!.Value;
            Assert.Equal("* 1 FETCH (UID 9 BODY[1] {2000}\r\n)", Text(frame));
            Assert.Equal(LiteralOutcome.Streamed, Assert.Single(frame.Detached).Outcome);
            Assert.Equal("a OK", Text((await framer.ReadAsync(Ct))!.Value));
        }
    }

    [Fact]
    public async Task A_lease_given_back_early_costs_the_stream_nothing()
    {
        var lease = new LiteralLease();
        _plan = (_, _) => LiteralPlan.Stream(lease);
        var framer = Framer($"* 1 FETCH (BODY[] {{2000}}\r\n{new string('x', 2000)})\r\na OK\r\n", 100, Small);
        var reading = framer.ReadAsync(Ct).AsTask();
        await lease.Started.WaitAsync(Ct);
        Assert.True(await lease.ReadAsync(new byte[10], Ct) > 0);
        lease.Release();
        Assert.Equal("* 1 FETCH (BODY[] {2000}\r\n)", Text((await reading)!.Value));
        Assert.Equal("a OK", Text((await framer.ReadAsync(Ct))!.Value));
    }

    [Theory]
    [InlineData("* X {99999999999999999999}\r\n")]
    [InlineData("* X {9223372036854775808}\r\n")]
    [InlineData("* X {000000000000000000000000000000000000000000005}\r\n")]
    [InlineData("* 1 FETCH (A {5000000000}\r\n")]
    [InlineData("* 1 FETCH (A {10001}\r\n")]
    [InlineData("* never ending")]
    [InlineData("* 1 FETCH (BODY[] {5}\r\nabc")]
    [InlineData("* 1 FETCH (BODY[] {100}\r\nabc")]
    public async Task What_cannot_be_framed_ends_the_stream(string wire)
    {
        for (var octets = 1; octets <= wire.Length; octets += 5)
        {
            await Assert.ThrowsAsync<FramingException>(() => FramesAsync(wire, octets, Small));
        }
    }

    [Fact]
    public async Task A_line_beyond_the_limit_ends_the_stream_without_being_held()
    {
        var wire = "* SEARCH " + new string('1', 100_000) + "\r\n";
        var failure = await Assert.ThrowsAsync<FramingException>(() => FramesAsync(wire, 1000, Small));
        Assert.Contains("4096", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Literals_beyond_the_frame_limit_are_drained_one_by_one()
    {
        var wire = "* X" + string.Concat(Enumerable.Repeat(" {16}\r\n0123456789abcdef", 300)) + "\r\na OK\r\n";
        var framer = Framer(wire, 777, Small with { FrameBytes = 2048, DrainBytes = 100 });
        await Assert.ThrowsAsync<FramingException>(async () => await framer.ReadAsync(Ct));
    }

    [Fact]
    public async Task MoreWasBuffered_tells_whether_something_came_with_the_last_frame()
    {
        var framer = Framer("a OK\r\n* injected\r\n", 100, Small);
        await framer.ReadAsync(Ct);
        Assert.True(framer.MoreWasBuffered);
        await framer.ReadAsync(Ct);
        Assert.False(framer.MoreWasBuffered);
    }

    private static string Text(in ImapFrame frame) => Encoding.Latin1.GetString(frame.Bytes.Span);

    private static async Task<string> ReadAllAsync(LiteralLease lease)
    {
        var all = new MemoryStream();
        var buffer = new byte[64];
        while (await lease.ReadAsync(buffer, Ct) is > 0 and var read)
        {
            all.Write(buffer, 0, read);
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }

    private ImapFramer Framer(string wire, int octetsPerRead, ImapLimits limits)
    {
        var stream = new FaultyStream(new MemoryStream(Encoding.Latin1.GetBytes(wire)), new LineFaults { OctetsPerRead = octetsPerRead });
        return new ImapFramer(PipeReader.Create(stream, new StreamPipeReaderOptions(useZeroByteReads: true)), limits, this);
    }

    private async Task<List<string>> FramesAsync(string wire, int octetsPerRead, ImapLimits limits)
    {
        var framer = Framer(wire, octetsPerRead, limits);
        var frames = new List<string>();
        while (await framer.ReadAsync(Ct) is { } frame)
        {
            frames.Add(Text(frame));
        }

        return frames;
    }
}
