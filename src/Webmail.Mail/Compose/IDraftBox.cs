using Webmail.Mail.Reading;

namespace Webmail.Mail.Compose;

/// <summary>What writing needs of an account's folders: drafts that are replaced as one, and the copy of what was sent.</summary>
public interface IDraftBox
{
    /// <summary>
    /// Puts the draft into the Drafts folder in place of every earlier state of it. After it returns there is one; after a failure there is at least the one from before, and
    /// the next save removes what is too many.
    /// </summary>
    /// <param name="known">The revision that was the last one for whoever saves; 0 for none.</param>
    /// <param name="force">Save even if somebody else saved meanwhile.</param>
    /// <param name="writing">Gives the state with a revision; it is written twice and must give the same bytes.</param>
    /// <returns>The new revision.</returns>
    /// <exception cref="ComposeException">Changed elsewhere, or discarded.</exception>
    /// <exception cref="MailUnavailableException">Not saved, or not known to be saved: try again.</exception>
    Task<int> SaveAsync(Guid draft, int known, bool force, Func<int, DraftWriting> writing, CancellationToken ct);

    /// <summary>Removes every state of the draft, and lets no late save bring it back.</summary>
    Task DiscardAsync(Guid draft, CancellationToken ct);

    /// <summary>The newest state of the draft; null when there is none.</summary>
    Task<MessageReference?> FindAsync(Guid draft, CancellationToken ct);

    /// <summary>Octets of a message that the mail server takes (APPENDLIMIT, RFC 7889); null where it does not say.</summary>
    Task<long?> LimitAsync(CancellationToken ct);

    /// <summary>Whether the server joins messages from what it has (CATENATE, RFC 4469), so that big parts need not move.</summary>
    Task<bool> JoinsAsync(CancellationToken ct);

    /// <summary>Puts what was sent into the Sent folder, once.</summary>
    /// <param name="folder">Another folder than the account's Sent; empty for that.</param>
    /// <param name="messageId">A message with this identifier that is there already is the copy.</param>
    Task FileSentAsync(string folder, string messageId, SentCopy copy, CancellationToken ct);

    /// <summary>Marks what was answered or forwarded; does nothing when it is gone.</summary>
    Task MarkAsync(DraftSource source, CancellationToken ct);
}
