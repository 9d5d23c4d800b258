using System.IO.Pipelines;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Wire;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Transcripts;

/// <summary>How the network cuts a transcript must not matter.</summary>
public sealed class SplitTests
{
    public static TheoryData<string> Servers =>
        [.. Directory.GetDirectories(Corpus.PathOf("imap/mailkit-imap-responses")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_transcript_that_arrives_byte_by_byte_gives_the_same_frames(string server)
    {
        var compared = 0;
        foreach (var file in Directory.GetFiles(Corpus.PathOf("imap/mailkit-imap-responses/" + server), "*.txt"))
        {
            var wire = Samples.Wire(server + "/" + Path.GetFileName(file));
            if (!wire.AsSpan().EndsWith("\r\n"u8))
                wire = [.. wire, (byte)'\r', (byte)'\n'];
            var expected = Frames.Of(wire).Select(frame => Encoding.Latin1.GetString(frame.Bytes.Span)).ToList();

            Assert.Equal(expected, await ByteByByteAsync(wire));
            compared += expected.Count;
        }

        Assert.True(compared > 0);
    }

    private static async Task<List<string>> ByteByByteAsync(byte[] wire)
    {
        var ct = TestContext.Current.CancellationToken;
        var pipe = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        var framer = new ImapFramer(pipe.Reader, ImapLimits.Default, new KeepEverything());
        var frames = new List<string>();
        var reading = Task.Run(
            async () =>
            {
                while (await framer.ReadAsync(ct) is { } frame)
                    frames.Add(Encoding.Latin1.GetString(frame.Bytes.Span));
            },
            ct);
        foreach (var octet in wire)
            await pipe.Writer.WriteAsync(new[] { octet }, ct);
        await pipe.Writer.CompleteAsync();
        await reading;
        return frames;
    }

    private sealed class KeepEverything : ILiteralRouter
    {
        public LiteralPlan Plan(ReadOnlySpan<byte> frame, long length) => LiteralPlan.Keep;
    }
}
