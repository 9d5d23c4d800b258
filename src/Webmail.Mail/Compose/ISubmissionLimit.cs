using Webmail.Mail.Sessions;

namespace Webmail.Mail.Compose;

/// <summary>How long a message the account's submission server takes (SIZE, RFC 1870), so that it is said before and not after.</summary>
public interface ISubmissionLimit
{
    /// <summary>Octets; null where the server does not say, or did not answer within the patience.</summary>
    /// <param name="patience">How long to wait when it is not known yet; asking goes on after it.</param>
    ValueTask<long?> FindAsync(IMailAccount account, TimeSpan patience, CancellationToken ct);
}
