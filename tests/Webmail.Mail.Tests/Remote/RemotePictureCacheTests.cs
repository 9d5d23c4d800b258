using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Webmail.Mail.Pictures;
using Webmail.Mail.Remote;
using Webmail.TestKit;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Remote;

public sealed class RemotePictureCacheTests : IDisposable
{
    private const string Key = "aa11";

    private readonly PrivateFolder _folder = new();
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly Guid _account = Guid.NewGuid();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kept_IsFoundByItsAccountAlone()
    {
        var cache = Cache();
        await cache.KeepAsync(_account, Key, Sample(100), Ct);
        var (known, picture) = await cache.FindAsync(_account, Key, Ct);
        Assert.True(known);
        Assert.Equal(Sample(100).Content.ToArray(), picture!.Content.ToArray());
        Assert.Equal((false, null), await cache.FindAsync(Guid.NewGuid(), Key, Ct));
        Assert.Equal((false, null), await cache.FindAsync(_account, "bb22", Ct));
    }

    [Fact]
    public async Task OnDisk_NothingIsInClear()
    {
        await Cache().KeepAsync(_account, Key, Sample(1_000), Ct);
        var file = Assert.Single(Directory.GetFiles(_folder.PathOf("pictures"), "*", SearchOption.AllDirectories));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Ct)).AsSpan().IndexOf(Sample(64).Content.Span));
    }

    [Fact]
    public async Task ThatThereIsNone_IsKnownForADay()
    {
        var cache = Cache();
        await cache.KeepAsync(_account, Key, null, Ct);
        File.SetLastWriteTimeUtc(Path.Combine(_folder.PathOf("pictures"), "aa", Key), _time.GetUtcNow().UtcDateTime);
        Assert.Equal((true, null), await cache.FindAsync(_account, Key, Ct));
        _time.Advance(TimeSpan.FromDays(1.1));
        Assert.Equal((false, null), await cache.FindAsync(_account, Key, Ct));
    }

    [Fact]
    public async Task AFileThatWasChanged_IsNotKnown()
    {
        var cache = Cache();
        await cache.KeepAsync(_account, Key, Sample(100), Ct);
        var file = Path.Combine(_folder.PathOf("pictures"), "aa", Key);
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);
        Assert.Equal((false, null), await cache.FindAsync(_account, Key, Ct));
    }

    [Fact]
    public async Task MoreThanItsRoom_TheOldestGo()
    {
        var cache = Cache();
        for (var number = 0; number < 12; number++) await cache.KeepAsync(_account, $"{number:x2}00", Sample(150_000), Ct);
        var bytes = new DirectoryInfo(_folder.PathOf("pictures")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.InRange(bytes, 150_000, 1024 * 1024);
    }

    public void Dispose() => _folder.Dispose();

    private RemotePictureCache Cache() => new(Options.Create(new RemoteImageOptions { CacheFolder = _folder.PathOf("pictures"), CacheMegabytes = 1 }), _keys, _time);

    private static Picture Sample(int length) => new(PictureKind.Png, 1, 1, Enumerable.Range(0, length).Select(index => (byte)(index * 7)).ToArray());
}
