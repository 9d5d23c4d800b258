using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;

namespace Webmail.Mail.Compose;

/// <summary>Octets of a file as one request brings them: read and sealed while what came before is being stored. A cut costs what had not become a whole piece.</summary>
internal sealed class ArrivingPieces(WebmailDbContext db, ChunkStore chunks, ComposeFile row)
{
    /// <summary>Sealed pieces that may wait for the database; then the line waits too.</summary>
    private const int MaxWaiting = 4;

    private readonly List<StoredChunk> _waiting = [];
    private Task _storing = Task.CompletedTask;

    /// <summary>Takes what comes, up to the file's size.</summary>
    /// <exception cref="DbUpdateException">A piece is there already.</exception>
    public async Task TakeAsync(Stream content, CancellationToken ct)
    {
        var at = row.Received;
        var end = Math.Min(row.Size, at + ComposeLimits.UploadBytes);
        var piece = new byte[(int)Math.Min(ComposeLimits.ChunkBytes, end - at)];
        try
        {
            while (at < end)
            {
                var room = (int)Math.Min(piece.Length, end - at);
                var read = await content.ReadAtLeastAsync(piece.AsMemory(0, room), room, throwOnEndOfStream: false, ct);
                if (read == 0) break;
                _waiting.Add(await chunks.SealAsync(row.Id, at, piece.AsMemory(0, read), ct));
                at += read;
                if (_storing.IsCompleted || _waiting.Count >= MaxWaiting) await StoreAsync();
            }
        }
        finally
        {
            // Also when the line was cut: what came whole is kept.
            await StoreAsync();
            await _storing;
        }
    }

    private async Task StoreAsync()
    {
        await _storing;
        if (_waiting.Count == 0) return;
        var pieces = _waiting.ToArray();
        _waiting.Clear();
        db.StoredChunks.AddRange(pieces);
        row.Received += pieces.Sum(piece => piece.Length);
        // On a thread of its own: SQLite stores before it returns, and the line would wait.
        _storing = Task.Run(() => StoreAsync(pieces), CancellationToken.None);
    }

    private async Task StoreAsync(StoredChunk[] pieces)
    {
        await db.SaveChangesAsync(CancellationToken.None);
        foreach (var piece in pieces) db.Entry(piece).State = EntityState.Detached;
    }
}
