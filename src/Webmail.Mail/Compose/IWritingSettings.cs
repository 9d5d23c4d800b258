using Webmail.Mail.Accounts;

namespace Webmail.Mail.Compose;

public interface IWritingSettings
{
    /// <summary>Defaults when nothing was set.</summary>
    Task<WritingSettings> LoadAsync(AccountIdentity who, CancellationToken ct);

    /// <summary>Keeps them; what is out of bounds is brought within.</summary>
    /// <returns>As they are kept.</returns>
    Task<WritingSettings> SaveAsync(AccountIdentity who, WritingSettings settings, CancellationToken ct);
}
