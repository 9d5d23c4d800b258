using Webmail.Mail.Accounts;

namespace Webmail.Mail.Compose;

/// <summary>The files of drafts. Every method looks only at what belongs to the account that asks.</summary>
public interface IDraftFiles
{
    /// <summary>Begins an upload.</summary>
    /// <exception cref="ComposeException">Too large or too many, said before a byte is sent.</exception>
    Task<DraftFile> BeginAsync(AccountIdentity who, Guid draft, string name, string type, long size, bool inline, CancellationToken ct);

    /// <summary>Takes the piece that begins at <paramref name="offset"/>, at most <see cref="ComposeLimits.ChunkBytes"/> of it.</summary>
    /// <returns>Octets that are here now. Unchanged when the piece is not the next one: go on from there.</returns>
    Task<long> ContinueAsync(AccountIdentity who, Guid draft, Guid file, long offset, Stream content, CancellationToken ct);

    /// <summary>Takes a whole file over from a stream, without the browser.</summary>
    Task<DraftFile> TakeAsync(AccountIdentity who, Guid draft, Guid id, string name, string type, bool inline, Stream content, CancellationToken ct);

    Task<DraftFile?> FindAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct);

    Task<IReadOnlyList<DraftFile>> ListAsync(AccountIdentity who, Guid draft, CancellationToken ct);

    /// <exception cref="ComposeException">Gone or not complete.</exception>
    Task<Stream> OpenAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct);

    Task DeleteAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct);

    Task DeleteAllAsync(AccountIdentity who, Guid draft, CancellationToken ct);
}
