using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;

namespace Webmail.Mail.Compose;

/// <summary>
/// Bytes too big for a row, in sealed pieces in the database, so that every node has them and a crash loses none. A piece is sealed with AES-256-GCM under a key of
/// this installation; owner and place are authenticated with it.
/// </summary>
internal sealed class ChunkStore(IDbContextFactory<WebmailDbContext> contexts, InstallKeys keys)
{
    private const string Purpose = "webmail/stored-chunks/v1";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Stores a piece.</summary>
    /// <exception cref="DbUpdateException">There is one at this place.</exception>
    public async Task AddAsync(Guid owner, long offset, ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.StoredChunks.Add(await SealAsync(owner, offset, piece, ct));
        await db.SaveChangesAsync(ct);
    }

    public async Task<StoredChunk> SealAsync(Guid owner, long offset, ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        using var aes = new AesGcm(await keys.DeriveAsync(Purpose, ct), TagLength);
        var bytes = new byte[NonceLength + TagLength + piece.Length];
        var nonce = bytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, piece.Span, bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength), Associated(owner, offset));
        return new StoredChunk { OwnerId = owner, Offset = offset, Length = piece.Length, Sealed = bytes };
    }

    /// <returns>Null when there is none at this place.</returns>
    /// <exception cref="IOException">It does not open: the database was changed by somebody else.</exception>
    public async Task<byte[]?> ReadAsync(Guid owner, long offset, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var bytes = await db.StoredChunks.AsNoTracking().Where(c => c.OwnerId == owner && c.Offset == offset).Select(c => c.Sealed).SingleOrDefaultAsync(ct);
        if (bytes is null) return null;
        if (bytes.Length < NonceLength + TagLength) throw new IOException("A stored piece is cut.");
        using var aes = new AesGcm(await keys.DeriveAsync(Purpose, ct), TagLength);
        var clear = new byte[bytes.Length - NonceLength - TagLength];
        try
        {
            aes.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength), clear, Associated(owner, offset));
            return clear;
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new IOException("A stored piece is not what was sealed.", changed);
        }
    }

    /// <summary>All pieces of an owner as one stream; one piece is in memory at a time.</summary>
    public Stream Open(Guid owner, long length) => new StoredStream(this, owner, length);

    /// <summary>A stretch of an owner's octets, where every piece but the last has <see cref="ComposeLimits.ChunkBytes"/>.</summary>
    public Stream Open(Guid owner, long start, long length) => new StoredStream(this, owner, start + length, start);

    public async Task DeleteAsync(Guid owner, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.StoredChunks.Where(c => c.OwnerId == owner).ExecuteDeleteAsync(ct);
    }

    private static byte[] Associated(Guid owner, long offset)
    {
        var bytes = new byte[24];
        owner.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), offset);
        return bytes;
    }
}
