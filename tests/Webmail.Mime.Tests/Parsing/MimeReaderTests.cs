using System.IO.Pipelines;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

public sealed class MimeReaderTests
{
    public static TheoryData<string> Corpus => new(CorpusMessages.Paths().Select(p => Path.GetRelativePath(CorpusFolder.File("mime"), p)));

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task ReadAsync_ByteByByteOrInBlocks_TellsTheSame(string path)
    {
        var bytes = await File.ReadAllBytesAsync(CorpusFolder.File($"mime/{path}"), TestContext.Current.CancellationToken);
        var whole = new EventText();
        MimeReader.Read(bytes, whole, null);
        var expected = whole.ToString();
        foreach (var size in bytes.Length < 20_000 ? new[] { 1, 2, 3, 7, 64, 1000 } : [61, 1000])
        {
            var pieces = new EventText();
            await MimeReader.ReadAsync(new ChunkedStream(bytes, size), pieces, null, TestContext.Current.CancellationToken);
            Assert.Equal(expected, pieces.ToString());
        }
    }

    [Fact]
    public async Task ReadAsync_Pipe_TellsTheSame()
    {
        var bytes = await File.ReadAllBytesAsync(CorpusFolder.File("mime/mime4j-testmsgs/example.msg"), TestContext.Current.CancellationToken);
        var (whole, piped) = (new EventText(), new EventText());
        MimeReader.Read(bytes, whole, null);
        await MimeReader.ReadAsync(PipeReader.Create(new ChunkedStream(bytes, 13)), piped, null, TestContext.Current.CancellationToken);
        Assert.Equal(whole.ToString(), piped.ToString());
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Parse_Offsets_CoverEachPartInsideItsParent(string path)
    {
        var message = MimeMessage.Parse(File.ReadAllBytes(CorpusFolder.File($"mime/{path}")));
        foreach (var part in message.AllParts())
        {
            Assert.True(part.Start <= part.BodyStart && part.BodyStart <= part.End);
            foreach (var child in part.Children.Where(c => part.IsMultipart)) Assert.True(child.Start >= part.BodyStart && child.End <= part.End);
            Assert.NotNull(part.Decode());
        }

        Assert.NotNull(message.Plan());
    }

    private sealed class ChunkedStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);
    }
}
