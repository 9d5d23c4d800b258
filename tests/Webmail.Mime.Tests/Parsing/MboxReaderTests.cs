using System.Text;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

public sealed class MboxReaderTests
{
    [Fact]
    public async Task NextAsync_ThreeMessages_AreCutAtFromLines()
    {
        var messages = await ReadAsync("From a@b Mon\nSubject: 1\n\nbody\nFrom inside@x is no cut\n\nFrom b Tue Jul 1 10:52:37 2003\nSubject: 2\n\n>From quoted\n\nFrom -\nSubject: 3\n\n");
        Assert.Equal(["Subject: 1\n\nbody\nFrom inside@x is no cut\n", "Subject: 2\n\n>From quoted\n", "Subject: 3\n"], messages);
    }

    [Fact]
    public async Task NextAsync_Quoted_TakesOneMarkAway() =>
        Assert.Equal(["A: b\r\n\r\nFrom x\r\n>From y\r\n> From z\r\n"], await ReadAsync("From - \r\nA: b\r\n\r\n>From x\r\n>>From y\r\n> From z\r\n\r\n", MboxForm.Quoted));

    [Fact]
    public async Task NextAsync_ContentLength_TakesTheBodyAsItIs() =>
        Assert.Equal(["content-length: 25\n\na\n\nFrom x@y is only text\n", "B: c\n\nend\n"], await ReadAsync("From -\ncontent-length: 25\n\na\n\nFrom x@y is only text\n\nFrom -\nB: c\n\nend\n", MboxForm.ContentLength));

    [Fact]
    public async Task NextAsync_FromLine_IsTold()
    {
        var reader = new MboxReader(new MemoryStream("From a@b Tue Jul  1 10:52:37 2003\r\nA: b\r\n\r\n"u8.ToArray()));
        Assert.NotNull(await reader.NextAsync(TestContext.Current.CancellationToken));
        Assert.Equal("From a@b Tue Jul  1 10:52:37 2003", reader.FromLine);
        Assert.Null(await reader.NextAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task NextAsync_MessageHalfRead_SkipsItsRest()
    {
        var reader = new MboxReader(new MemoryStream("From -\nSubject: 1\n\nlong body\n\nFrom -\nSubject: 2\n\n"u8.ToArray()));
        var first = (await reader.NextAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(3, await first.ReadAsync(new byte[3], TestContext.Current.CancellationToken));
        var second = (await reader.NextAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(0, await first.ReadAsync(new byte[3], TestContext.Current.CancellationToken));
        Assert.Equal("2", (await MimeMessage.ReadStructureAsync(second, null, TestContext.Current.CancellationToken)).Subject);
    }

    [Theory]
    [InlineData("simple", 3)]
    [InlineData("unmunged", 2)]
    [InlineData("issue1189", 4)]
    public async Task NextAsync_OfCorpus_GivesTheMessages(string name, int count)
    {
        var bytes = await File.ReadAllBytesAsync(CorpusFolder.File($"mime/mimekit/mbox/{name}.mbox.txt"), TestContext.Current.CancellationToken);
        var messages = await ReadAsync(bytes, MboxForm.Plain, 4096);
        Assert.Equal(count, messages.Count);
        Assert.All(messages, m => Assert.True(MimeMessage.Parse(Encoding.Latin1.GetBytes(m)).Header.Contains("From")));
        // However it comes in and goes out.
        Assert.Equal(messages, await ReadAsync(bytes, MboxForm.Plain, 7));
    }

    [Fact]
    public async Task NextAsync_LineOfMegabytes_HoldsABlock()
    {
        var file = Encoding.ASCII.GetBytes("From -\nA: b\n\n" + new string('x', 5_000_000) + "\n\nFrom -\nC: d\n\n");
        var reader = new MboxReader(new MemoryStream(file));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var length = 0;
        var block = new byte[8192];
        var message = (await reader.NextAsync(TestContext.Current.CancellationToken))!;
        while (await message.ReadAsync(block, TestContext.Current.CancellationToken) is var read and > 0) length += read;
        Assert.Equal(5_000_007, length);
        Assert.NotNull(await reader.NextAsync(TestContext.Current.CancellationToken));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static Task<List<string>> ReadAsync(string file, MboxForm form = MboxForm.Plain) => ReadAsync(Encoding.Latin1.GetBytes(file), form, 5);

    private static async Task<List<string>> ReadAsync(byte[] file, MboxForm form, int size)
    {
        var reader = new MboxReader(new MemoryStream(file), form);
        var messages = new List<string>();
        while (await reader.NextAsync(TestContext.Current.CancellationToken) is { } message)
        {
            var output = new MemoryStream();
            var buffer = new byte[size];
            while (await message.ReadAsync(buffer, TestContext.Current.CancellationToken) is var read and > 0) output.Write(buffer, 0, read);
            messages.Add(Encoding.Latin1.GetString(output.ToArray()));
        }

        return messages;
    }
}
