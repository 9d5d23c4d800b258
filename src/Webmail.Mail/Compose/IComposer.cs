using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Compose;

/// <summary>Begins drafts, keeps them, and lets them go.</summary>
public interface IComposer
{
    /// <param name="accountKey">The account's short name in addresses of files.</param>
    /// <exception cref="MailUnavailableException">The message it is about can't be had.</exception>
    Task<ComposeStart> OpenAsync(IMailAccount account, string accountKey, ComposeRequest request, ComposeWords words, CancellationToken ct);

    /// <returns>The new revision.</returns>
    /// <exception cref="ComposeException">It can't be kept as it is.</exception>
    /// <exception cref="MailUnavailableException">Not saved; try again.</exception>
    Task<int> SaveAsync(IMailAccount account, Draft draft, bool force, CancellationToken ct);

    /// <summary>The draft as it lies on the server; null when there is none.</summary>
    Task<Draft?> LoadAsync(IMailAccount account, string accountKey, Guid draft, CancellationToken ct);

    /// <summary>Throws a draft away, its files too.</summary>
    Task DiscardAsync(IMailAccount account, Guid draft, CancellationToken ct);

    /// <summary>Begins an upload.</summary>
    /// <exception cref="ComposeException">Too large for the mail servers or for us, or too many: said before a byte is sent.</exception>
    Task<DraftFile> BeginFileAsync(IMailAccount account, Guid draft, string name, string type, long size, bool inline, CancellationToken ct);

    /// <summary>Attaches mail that is on the server: one part of a message, or the whole of it.</summary>
    Task<DraftFile> AttachAsync(IMailAccount account, Guid draft, MessageReference message, string? section, CancellationToken ct);
}
