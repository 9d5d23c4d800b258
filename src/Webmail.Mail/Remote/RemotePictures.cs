using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Webmail.Mail.Accounts;
using Webmail.Mail.Pictures;

namespace Webmail.Mail.Remote;

/// <summary>Pictures on other hosts, for one reader: out of the cache, else fetched once, written anew and kept.</summary>
public sealed class RemotePictures(RemotePictureFetcher fetcher, RemotePictureCache cache, PictureDesk desk, InstallKeys keys) : IDisposable
{
    /// <summary>Fetches of one reader at a time; as browsers do with one host.</summary>
    private const int AtOncePerReader = 6;

    /// <summary>Readers share a turnstile with one in so many others.</summary>
    private const int Turnstiles = 64;

    private readonly ConcurrentDictionary<string, Task<Picture?>> _running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turnstiles).Select(_ => new SemaphoreSlim(AtOncePerReader))];
    private byte[]? _key;

    /// <summary>The picture, or null when there is none to be had.</summary>
    public async Task<Picture?> GetAsync(AccountIdentity who, Uri address, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(address);
        var key = await KeyAsync(who.AccountId, address, ct);
        var (known, picture) = await cache.FindAsync(who.AccountId, key, ct);
        if (known) return picture;
        // One page may show a picture ten times; who goes away does not stop it for the others, time does.
        var starting = new TaskCompletionSource<Picture?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = _running.GetOrAdd(key, starting.Task);
        if (running == starting.Task) _ = RunAsync(who.AccountId, key, address, starting);
        return await running.WaitAsync(ct);
    }

    public void Dispose()
    {
        foreach (var turn in _turns) turn.Dispose();
    }

    /// <summary>Never throws: what goes wrong is handed to those who wait.</summary>
    private async Task RunAsync(Guid account, string key, Uri address, TaskCompletionSource<Picture?> waiting)
    {
        try
        {
            var turn = _turns[(uint)account.GetHashCode() % Turnstiles];
            await turn.WaitAsync(CancellationToken.None);
            Picture? picture;
            try
            {
                var bytes = await fetcher.FetchAsync(address, CancellationToken.None);
                picture = bytes is null ? null : await desk.RewriteAsync(bytes, CancellationToken.None);
            }
            finally
            {
                turn.Release();
            }

            await cache.KeepAsync(account, key, picture, CancellationToken.None);
            _running.TryRemove(key, out _);
            waiting.SetResult(picture);
        }
        catch (Exception error)
        {
            _running.TryRemove(key, out _);
            waiting.SetException(error);
            _ = waiting.Task.Exception; // seen here, also when nobody waits
        }
    }

    private async ValueTask<string> KeyAsync(Guid account, Uri address, CancellationToken ct)
    {
        var key = _key ??= await keys.DeriveAsync("remote-pictures", ct);
        byte[] named = [.. account.ToByteArray(), .. Encoding.UTF8.GetBytes(address.AbsoluteUri)];
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, named));
    }
}
