using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Sessions;

/// <summary>Proves a password by signing in to the IMAP server, and hands the open connection to the account's pool.</summary>
internal sealed partial class ImapAccountProver(ImapDialer dialer, ProvenConnections proven, ILogger<ImapAccountProver> logger) : IAccountProver
{
    public async Task<AccountProof> ProveAsync(AccountLogin login, CancellationToken ct)
    {
        try
        {
            proven.Offer(login, await dialer.DialAsync(login, ct));
            return new AccountProof(ProofOutcome.Ok);
        }
        catch (ConnectFailedException failure)
        {
            LogNotConnected(logger, login.Imap.Host, login.Imap.Port, failure.Failure);
            return new AccountProof(Outcome(failure.Failure));
        }
        catch (ImapCommandException refused)
        {
            return new AccountProof(Outcome(refused.Code?.Kind));
        }
        catch (NotSupportedException)
        {
            return new AccountProof(ProofOutcome.Unsupported);
        }
        catch (IOException)
        {
            return new AccountProof(ProofOutcome.Refused);
        }
    }

    private static ProofOutcome Outcome(ConnectFailure failure) => failure switch
    {
        ConnectFailure.UnknownHost => ProofOutcome.UnknownHost,
        ConnectFailure.TimedOut => ProofOutcome.TimedOut,
        ConnectFailure.BadCertificate => ProofOutcome.BadCertificate,
        ConnectFailure.NotAllowed => ProofOutcome.NotAllowed,
        ConnectFailure.TlsFailed or ConnectFailure.NoStartTls => ProofOutcome.Unsupported,
        _ => ProofOutcome.Refused,
    };

    private static ProofOutcome Outcome(ResponseCodeKind? code) => code switch
    {
        ResponseCodeKind.Unavailable or ResponseCodeKind.Limit or ResponseCodeKind.InUse or ResponseCodeKind.Throttled or ResponseCodeKind.ServerBug
            => ProofOutcome.ServerUnavailable,
        ResponseCodeKind.PrivacyRequired or ResponseCodeKind.Cannot => ProofOutcome.Unsupported,
        _ => ProofOutcome.WrongCredentials,
    };

    [LoggerMessage(3501, LogLevel.Information, "No connection to {Host}:{Port} at sign-in: {Failure}")]
    private static partial void LogNotConnected(ILogger logger, string host, int port, ConnectFailure failure);
}
