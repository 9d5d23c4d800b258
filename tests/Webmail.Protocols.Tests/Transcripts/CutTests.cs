using System.Buffers;
using System.IO.Pipelines;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Wire;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Transcripts;

/// <summary>Every one of the 331 transcripts, cut in two at every octet: some 116,000 deliveries, 3 s of processor time.</summary>
public sealed class CutTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(SplitTests.Servers), MemberType = typeof(SplitTests))]
    public async Task A_transcript_cut_in_two_anywhere_gives_the_same_frames(string server)
    {
        var cuts = 0;
        foreach (var file in Directory.GetFiles(Corpus.PathOf("imap/mailkit-imap-responses/" + server), "*.txt"))
        {
            var wire = Samples.Wire(server + "/" + Path.GetFileName(file));
            if (!wire.AsSpan().EndsWith("\r\n"u8)) wire = [.. wire, .. "\r\n"u8];
            var expected = Frames.Of(wire).Select(frame => frame.Bytes.ToArray()).ToList();
            for (var cut = 1; cut < wire.Length; cut++, cuts++)
            {
                if (!await IsReadAsync(wire, cut, expected)) Assert.Fail($"{file}, cut after {cut}");
            }
        }

        Assert.True(cuts > 0);
    }

    private static async Task<bool> IsReadAsync(byte[] wire, int cut, List<byte[]> expected)
    {
        var framer = new ImapFramer(new TwoPieces(wire, cut), ImapLimits.Default, new KeepEverything());
        foreach (var one in expected)
        {
            if (await framer.ReadAsync(Ct) is not { } frame || !frame.Bytes.Span.SequenceEqual(one)) return false;
        }

        return await framer.ReadAsync(Ct) is null;
    }

    private sealed class KeepEverything : ILiteralRouter
    {
        public LiteralPlan Plan(ReadOnlySpan<byte> frame, long length) => LiteralPlan.Keep;
    }

    /// <summary>What a network would have delivered in two packets: the second is only there when the first was looked at.</summary>
    private sealed class TwoPieces(byte[] wire, int cut) : PipeReader
    {
        private readonly int _cut = cut;
        private int _consumed;
        private int _there = cut;
        private bool _isSeen;

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            if (_isSeen) _there = wire.Length;
            _isSeen = true;
            return ValueTask.FromResult(new ReadResult(Sequence(), isCanceled: false, isCompleted: _there == wire.Length));
        }

        public override bool TryRead(out ReadResult result)
        {
            result = default;
            return false;
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
            _consumed = consumed.GetObject() is Piece piece ? (int)piece.RunningIndex + consumed.GetInteger() : _consumed;

        public override void CancelPendingRead() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null)
        {
            // Nothing is held.
        }

        private ReadOnlySequence<byte> Sequence()
        {
            var first = new Piece(wire.AsMemory(0, _cut), 0);
            var last = _there > _cut ? first.Then(wire.AsMemory(_cut)) : first;
            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length).Slice(_consumed);
        }

        private sealed class Piece : ReadOnlySequenceSegment<byte>
        {
            public Piece(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

            public Piece Then(ReadOnlyMemory<byte> memory)
            {
                var next = new Piece(memory, RunningIndex + Memory.Length);
                Next = next;
                return next;
            }
        }
    }
}
