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

    /// <summary>Takes a file that stays where it is: on the mail server.</summary>
    /// <param name="size">Octets after decoding, estimated.</param>
    Task<DraftFile> ReferAsync(AccountIdentity who, Guid draft, string name, string type, long size, StoredPlace place, CancellationToken ct);

    /// <summary>Brings the bytes of a file here that were only on the mail server.</summary>
    Task FetchAsync(AccountIdentity who, Guid draft, Guid file, Stream content, CancellationToken ct);

    /// <summary>The files of which the mail server has the encoded body.</summary>
    Task<IReadOnlyDictionary<Guid, PlacedFile>> PlacesAsync(AccountIdentity who, Guid draft, CancellationToken ct);

    /// <summary>A state of the draft was stored: there the files lie now.</summary>
    Task PlaceAsync(AccountIdentity who, Guid draft, IReadOnlyDictionary<Guid, StoredPlace> places, CancellationToken ct);

    Task<DraftFile?> FindAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct);

    Task<IReadOnlyList<DraftFile>> ListAsync(AccountIdentity who, Guid draft, CancellationToken ct);

    /// <summary>The bytes that are here; of what lies only on the mail server see <see cref="DraftFileReader"/>.</summary>
    /// <exception cref="ComposeException">Gone, not complete, or not here.</exception>
    Task<Stream> OpenAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct);

    Task DeleteAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct);

    Task DeleteAllAsync(AccountIdentity who, Guid draft, CancellationToken ct);
}
