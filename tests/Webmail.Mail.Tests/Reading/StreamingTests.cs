using System.Buffers;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Reading;

/// <summary>Counts what the whole process allocates, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(StreamingTests), DisableParallelization = true)]
[Collection(nameof(StreamingTests))]
public sealed class StreamingTests(RealServers servers)
{
    private const int Size = 30 * 1024 * 1024;

    [Theory]
    [InlineData("base64")]
    [InlineData("8bit")]
    public async Task A_download_costs_the_same_memory_at_any_size(string encoding)
    {
        var ct = TestContext.Current.CancellationToken;
        var dovecot = await servers.DovecotAsync(ct);
        await using var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        var line = new string('x', 70) + "\n";
        var content = encoding == "base64" ? Samples.Base64(Samples.Bytes(Size)) : string.Concat(Enumerable.Repeat(line, Size / line.Length));
        await dovecot.DeliverAsync(fixture.User, Samples.WithAttachment(encoding, content), ct);
        var message = await fixture.Account.Reader.OpenAsync(MailboxName.Inbox, new Uid(1), ct);

        await ReadAsync(fixture, message, ct); // the connection opens, the code is compiled
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = await ReadAsync(fixture, message, ct);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.InRange(read, Size * 0.99, Size * 1.03);
        Assert.InRange(allocated, 0, Size / 4);
    }

    private static async Task<long> ReadAsync(AccountFixture fixture, Webmail.Mail.Reading.OpenedMessage message, CancellationToken ct)
    {
        await using var part = await fixture.Account.Reader.OpenPartAsync(message.Reference, "2", ct);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        long total = 0;
        for (int read; (read = await part.Content.ReadAsync(buffer, ct)) > 0;) total += read;
        ArrayPool<byte>.Shared.Return(buffer);
        return total;
    }
}
