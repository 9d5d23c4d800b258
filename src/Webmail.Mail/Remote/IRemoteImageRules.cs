using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;

namespace Webmail.Mail.Remote;

/// <summary>Decides about pictures on other hosts: by the tenant's policy, and by the senders a reader trusts, which are kept per account.</summary>
public interface IRemoteImageRules
{
    /// <param name="authenticates">A trusted server says that the From domain authenticated. Without it the address is only a claim, and allowing it would
    /// allow everybody who writes it.</param>
    ValueTask<RemoteImageChoice> DecideAsync(AccountIdentity who, OpenedMessage message, bool authenticates, CancellationToken ct);

    /// <summary>The senders whose pictures are always shown, in order.</summary>
    Task<IReadOnlyList<string>> ListAsync(AccountIdentity who, CancellationToken ct);

    /// <summary>From now on, this sender's pictures are shown (while its domain authenticates).</summary>
    Task AllowAsync(AccountIdentity who, string address, CancellationToken ct);

    Task ForgetAsync(AccountIdentity who, string address, CancellationToken ct);
}
