using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Mail.Health;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Sessions;

/// <summary>Proves a password by signing in to the IMAP server, and hands the open connection to the account's pool.</summary>
internal sealed partial class ImapAccountProver(ImapDialer dialer, ProvenConnections proven, AccountRegistry accounts, TimeProvider time, ILogger<ImapAccountProver> logger, ServerHistory? history = null) : IAccountProver
{
    /// <summary>How often a server that has too many connections of this person is asked: two people's patience with a form, 3 s in all.</summary>
    private const int Attempts = 4;

    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public async Task<AccountProof> ProveAsync(AccountLogin login, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await OfferAsync(login, ct);
                return new AccountProof(ProofOutcome.Ok);
            }
            catch (Exception busy) when (attempt < Attempts && ServerBusy.IsSaidBy(busy))
            {
                // The places may be our own: the same password signed in a moment ago, or is signed in now.
                if (proven.Holds(login) || accounts.IsSignedIn(login)) return new AccountProof(ProofOutcome.Ok);
            }
            catch (ConnectFailedException failure)
            {
                history?.Failed(login.Imap.Host);
                LogNotConnected(logger, login.Imap.Host, login.Imap.Port, failure.Failure);
                return new AccountProof(Outcome(failure.Failure));
            }
            catch (ImapCommandException refused)
            {
                return new AccountProof(ServerBusy.IsSaidBy(refused) ? ProofOutcome.ServerUnavailable : Outcome(refused.Code?.Kind));
            }
            catch (NotSupportedException)
            {
                return new AccountProof(ProofOutcome.Unsupported);
            }
            catch (IOException broken)
            {
                return new AccountProof(ServerBusy.IsSaidBy(broken) ? ProofOutcome.ServerUnavailable : ProofOutcome.Refused);
            }

            await Task.Delay(BusyPause, time, ct);
        }
    }

    private async Task OfferAsync(AccountLogin login, CancellationToken ct)
    {
        var (connection, ready) = await dialer.DialAsync(login, forLists: true, tap: null, ct);
        try
        {
            await ready.WaitAsync(ct);
            // Servers may take the password and say goodbye then.
            if (connection.BreakReason is { } broken) throw broken;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        proven.Offer(login, connection);
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
