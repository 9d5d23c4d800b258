using Microsoft.EntityFrameworkCore;
using Webmail.Mail.Compose;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Compose;

public sealed class DraftFilesTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<WritingFixture> FixtureAsync() => await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct);

    [Fact]
    public async Task An_upload_that_was_cut_goes_on_where_it_was()
    {
        await using var fixture = await FixtureAsync();
        var (files, draft, bytes) = (fixture.Get<IDraftFiles>(), Guid.NewGuid(), new byte[2_500_000]);
        new Random(3).NextBytes(bytes);
        var file = await files.BeginAsync(fixture.Who, draft, "film.mov", "video/quicktime", bytes.Length, inline: false, Ct);
        var half = await files.ContinueAsync(fixture.Who, draft, file.Id, 0, new MemoryStream(bytes, 0, 700_000), Ct);
        Assert.Equal(700_000, half);
        Assert.Equal(half, await files.ContinueAsync(fixture.Who, draft, file.Id, 0, new MemoryStream(bytes), Ct)); // a piece that is here is not taken twice
        while (half < bytes.Length) half = await files.ContinueAsync(fixture.Who, draft, file.Id, half, new MemoryStream(bytes, (int)half, bytes.Length - (int)half), Ct);
        using var content = new MemoryStream();
        await using var stored = await files.OpenAsync(fixture.Who, draft, file.Id, Ct);
        await stored.CopyToAsync(content, Ct);
        Assert.Equal(bytes, content.ToArray());
    }

    [Fact]
    public async Task A_request_that_is_cut_keeps_the_pieces_that_came_whole()
    {
        await using var fixture = await FixtureAsync();
        var (files, draft, bytes) = (fixture.Get<IDraftFiles>(), Guid.NewGuid(), new byte[5_000_000]);
        new Random(5).NextBytes(bytes);
        var file = await files.BeginAsync(fixture.Who, draft, "film.mov", "video/quicktime", bytes.Length, inline: false, Ct);
        await Assert.ThrowsAsync<IOException>(() => files.ContinueAsync(fixture.Who, draft, file.Id, 0, new CutStream(bytes[..3_500_000]), Ct));
        var known = await files.FindAsync(fixture.Who, draft, file.Id, Ct);
        Assert.Equal(3 * ComposeLimits.ChunkBytes, known!.Received);
        var end = await files.ContinueAsync(fixture.Who, draft, file.Id, known.Received, new MemoryStream(bytes, (int)known.Received, bytes.Length - (int)known.Received), Ct);
        Assert.Equal(bytes.Length, end);
        using var content = new MemoryStream();
        await using var stored = await files.OpenAsync(fixture.Who, draft, file.Id, Ct);
        await stored.CopyToAsync(content, Ct);
        Assert.Equal(bytes, content.ToArray());
    }

    private sealed class CutStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("cut");
    }

    [Fact]
    public async Task Nobody_else_sees_a_file_or_its_bytes()
    {
        await using var fixture = await FixtureAsync();
        var (files, draft) = (fixture.Get<IDraftFiles>(), Guid.NewGuid());
        var canary = "Tide-canary-in-a-file"u8.ToArray();
        var file = await files.TakeAsync(fixture.Who, draft, Guid.NewGuid(), "a.txt", "text/plain", inline: false, new MemoryStream(canary), Ct);
        var stranger = fixture.Who with { AccountId = Guid.NewGuid() };
        Assert.Null(await files.FindAsync(stranger, draft, file.Id, Ct));
        await Assert.ThrowsAsync<ComposeException>(() => files.OpenAsync(stranger, draft, file.Id, Ct));
        await files.DeleteAsync(stranger, draft, file.Id, Ct);
        Assert.NotNull(await files.FindAsync(fixture.Who, draft, file.Id, Ct));
        await using var db = fixture.Database();
        var stored = await db.StoredChunks.SingleAsync(Ct);
        Assert.False(stored.Sealed.AsSpan().IndexOf(canary) >= 0);
    }

    [Fact]
    public async Task Too_large_is_said_before_a_byte_is_sent()
    {
        await using var fixture = await FixtureAsync();
        var refused = await Assert.ThrowsAsync<ComposeException>(
            () => fixture.Get<IDraftFiles>().BeginAsync(fixture.Who, Guid.NewGuid(), "disk.img", "application/octet-stream", ComposeLimits.MaxFileBytes + 1, inline: false, Ct));
        Assert.Equal((ComposeProblem.TooLarge, "disk.img"), (refused.Problem, refused.Detail));
    }

    [Theory]
    [InlineData("text/html\r\nX: y", "application/octet-stream")]
    [InlineData("multipart/mixed", "application/octet-stream")]
    [InlineData("IMAGE/PNG; name=x", "image/png")]
    [InlineData("", "application/octet-stream")]
    public async Task A_type_that_is_none_is_only_bytes(string claimed, string kept)
    {
        await using var fixture = await FixtureAsync();
        Assert.Equal(kept, (await fixture.Get<IDraftFiles>().BeginAsync(fixture.Who, Guid.NewGuid(), "x", claimed, 1, inline: false, Ct)).Type);
    }
}
