using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Webmail.Mail.Pictures;

namespace Webmail.Mail.Remote;

/// <summary>
/// Pictures that were fetched, on disk, so that opening a message again tells nobody. A file belongs to one account: nobody learns from a quick answer what
/// another reader saw. Contents are sealed, names are keyed hashes. Anything may be deleted at any time.
/// </summary>
public sealed class RemotePictureCache(IOptions<RemoteImageOptions> options, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Stands in the kind's place for "there was no picture".</summary>
    private const byte Nothing = 0xFF;

    /// <summary>A picture that could not be had is asked for again after so long; each try would tell that the message was opened.</summary>
    private static readonly TimeSpan NothingLasts = TimeSpan.FromDays(1);

    private readonly string _folder = Path.GetFullPath(options.Value.CacheFolder);
    private readonly long _maxBytes = options.Value.CacheMegabytes * 1024L * 1024L;
    private readonly Lock _lock = new();
    private long? _bytes;

    /// <returns>Whether the address is known, and the picture; null when it is known to give none.</returns>
    public async ValueTask<(bool Known, Picture? Picture)> FindAsync(Guid account, string key, CancellationToken ct)
    {
        var file = FileOf(key);
        try
        {
            if (!File.Exists(file)) return (false, null);
            var bytes = Protector(account).Unprotect(await File.ReadAllBytesAsync(file, ct));
            if (bytes.Length == 1)
                return (time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) < NothingLasts, null);
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime);
            return (true, new Picture((PictureKind)bytes[0], 0, 0, bytes.AsMemory(1)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return (false, null);
        }
    }

    /// <summary>Never throws for a disk that is full or read-only: the picture is then fetched again next time.</summary>
    public async Task KeepAsync(Guid account, string key, Picture? picture, CancellationToken ct)
    {
        var bytes = Protector(account).Protect(picture is null ? [Nothing] : [(byte)picture.Kind, .. picture.Content.Span]);
        var file = FileOf(key);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var partial = file + "." + Guid.NewGuid().ToString("N");
            await File.WriteAllBytesAsync(partial, bytes, ct);
            File.Move(partial, file, overwrite: true);
            Count(bytes.Length);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // See above.
        }
    }

    private string FileOf(string key) => Path.Combine(_folder, key[..2], key);

    private IDataProtector Protector(Guid account) => protection.CreateProtector("Webmail.RemotePictures.v1", account.ToString("N"));

    private void Count(long added)
    {
        lock (_lock)
        {
            if (_bytes is not null)
            {
                _bytes += added;
                if (_bytes <= _maxBytes) return;
            }

            // At the first picture of this process, and each time the room is used up.
            var files = new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.LastWriteTimeUtc).ToList();
            var bytes = files.Sum(file => file.Length);
            if (bytes > _maxBytes)
            {
                foreach (var oldest in files.TakeWhile(_ => bytes > _maxBytes / 10 * 9))
                {
                    oldest.Delete();
                    bytes -= oldest.Length;
                }
            }

            _bytes = bytes;
        }
    }
}
