using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Webmail.Mail.Compose;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;

namespace Webmail.Mail.Outbox;

/// <summary>Asks a submission server once an hour at most, when somebody writes; what it says is kept in memory.</summary>
internal sealed partial class SubmissionLimit(SmtpDialer dialer, TimeProvider time, ILogger<SubmissionLimit> logger) : ISubmissionLimit
{
    /// <summary>Accounts remembered; beyond, all are asked anew.</summary>
    private const int MaxKnown = 10_000;

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>A server that has not answered by then is asked again by the next who writes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Guid, (Task<long?> Limit, long Since)> _known = new();

    public async ValueTask<long?> FindAsync(IMailAccount account, TimeSpan patience, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account is not MailAccount live) return null;
        if (_known.Count >= MaxKnown) _known.Clear();
        var known = _known.AddOrUpdate(
            account.Identity.AccountId, _ => Ask(live), (_, before) => time.GetElapsedTime(before.Since) < Life && !before.Limit.IsFaulted ? before : Ask(live));
        try
        {
            return await known.Limit.WaitAsync(patience, time, ct);
        }
        catch (TimeoutException)
        {
            return null; // known by the time a file is attached
        }
    }

    private (Task<long?>, long) Ask(MailAccount account) => (AskAsync(account), time.GetTimestamp());

    /// <summary>Never throws: sending tells what is wrong with the server.</summary>
    private async Task<long?> AskAsync(MailAccount account)
    {
        await Task.Yield(); // whoever asks waits no longer than its patience
        var login = account.CopyLogin();
        using var password = login.Password;
        using var patience = new CancellationTokenSource(Longest, time);
        try
        {
            await using var connection = await dialer.OpenAsync(account.Identity, login, patience.Token);
            await connection.QuitAsync(patience.Token);
            return connection.Capabilities.SizeLimit;
        }
        catch (Exception error) when (error is ConnectFailedException or SmtpCommandException or SmtpProtocolException or SaslException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            LogNotKnown(logger, error.Message);
            return null;
        }
    }

    [LoggerMessage(3614, LogLevel.Debug, "The submission server did not say how much it takes: {Reason}")]
    private static partial void LogNotKnown(ILogger logger, string reason);
}
