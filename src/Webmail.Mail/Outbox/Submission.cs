using Microsoft.Extensions.Logging;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;

namespace Webmail.Mail.Outbox;

/// <summary>What came of handing a message in, in the outbox's terms.</summary>
internal sealed record SubmissionOutcome(OutboxState State, string Reason, string ServerText, IReadOnlyList<string> Refused);

/// <summary>Hands one message to the account's submission server.</summary>
internal sealed partial class Submission(SmtpDialer dialer, OutboxContent content, FetchedParts fetched, ILogger<Submission> logger)
{
    /// <summary>Time for a polite farewell; the message is safe by then.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <exception cref="OperationCanceledException">Stopped before anything was sent.</exception>
    public async Task<SubmissionOutcome> SendAsync(MailAccount account, OutboxMessage row, SubmissionSteps steps, CancellationToken ct)
    {
        var login = account.CopyLogin();
        using var password = login.Password;
        var envelope = OutboxEnvelope.Parse(row.Envelope);
        return await SendAsync(account, login, row, envelope, steps, isJoined: true, ct) ?? (await SendAsync(account, login, row, envelope, steps, isJoined: false, ct))!;
    }

    /// <returns>Null: it fetches nothing, and hung up over it; only when <paramref name="isJoined"/>.</returns>
    private async Task<SubmissionOutcome?> SendAsync(MailAccount account, AccountLogin login, OutboxMessage row, OutboxEnvelope envelope, SubmissionSteps steps, bool isJoined, CancellationToken ct)
    {
        SmtpConnection connection;
        try
        {
            connection = await dialer.OpenAsync(account.Identity, login, ct);
        }
        catch (ConnectFailedException unreachable)
        {
            LogUnreachable(logger, unreachable.Message);
            return new SubmissionOutcome(OutboxState.Queued, "Unreachable", "", []);
        }
        catch (SmtpProtocolException broken)
        {
            return new SubmissionOutcome(OutboxState.Queued, "Unreachable", broken.Reason, []);
        }
        catch (SmtpCommandException refused)
        {
            return refused.Reply.IsTemporary ? new SubmissionOutcome(OutboxState.Queued, "SignInLater", Words(refused.Reply), []) : new SubmissionOutcome(OutboxState.Refused, "SignInRefused", Words(refused.Reply), []);
        }
        catch (SaslException impossible)
        {
            return new SubmissionOutcome(OutboxState.Refused, "SignInRefused", impossible.Message, []);
        }

        await using (connection)
        {
            var sending = EnvelopeOf(envelope, row.Id);
            SmtpSendResult? result = null;
            if (isJoined && await JoinedAsync(account, login, connection, row, envelope, steps, ct) is { } joined)
            {
                result = await connection.SendAsync(sending, joined, PartialRecipients.Stop, ct);
                if (fetched.IsRefused(result, connection, login))
                {
                    // Also when this process is being stopped: nobody has the message, and its next start has to know.
                    await steps.Withdraw(CancellationToken.None);
                    if (!connection.IsOpen) return null;
                    result = null;
                }
            }

            result ??= await connection.SendAsync(sending, ContentOf(row, envelope, steps.Commit), PartialRecipients.Stop, ct);
            if (connection.IsOpen) await QuitAsync(connection);
            return OutcomeOf(result);
        }
    }

    private async Task<SmtpContent?> JoinedAsync(
        MailAccount account, AccountLogin login, SmtpConnection connection, OutboxMessage row, OutboxEnvelope envelope, SubmissionSteps steps, CancellationToken ct)
    {
        var copy = new SentCopy(row.Size, (start, length) => content.Open(row.Id, start, length), envelope.Places ?? [], envelope.HasUtf8Headers);
        var joined = await fetched.TryJoinAsync(account, login, connection, copy, end => new CommitStream(end, steps.Commit), ct);
        return joined is null ? null : joined with { Body = BodyOf(envelope), HasUtf8Headers = envelope.HasUtf8Headers };
    }

    private static SmtpEnvelope EnvelopeOf(OutboxEnvelope envelope, Guid entry)
    {
        var options = envelope.Draft.Options;
        var notify = options.Delivery ? DsnNotify.Success | DsnNotify.Failure | DsnNotify.Delay : DsnNotify.Unspecified;
        return new SmtpEnvelope(SmtpAddress.Parse(envelope.Sender), [.. envelope.Recipients.Select(person => new SmtpRecipient(SmtpAddress.Parse(person.Address), notify))])
        {
            Return = options.Delivery ? DsnReturn.Headers : default, Id = options.Delivery ? entry.ToString("N") : null, RequireTls = options.RequireTls,
            Hold = envelope.HoldUntil is { } until ? SmtpHold.To(until) : null,
        };
    }

    private SmtpContent ContentOf(OutboxMessage row, OutboxEnvelope envelope, Func<CancellationToken, Task> commit) =>
        SmtpContent.From(_ => ValueTask.FromResult<Stream>(new CommitStream(content.Open(row.Id, row.Size), commit))) with
        {
            Length = row.Size, Body = BodyOf(envelope), HasUtf8Headers = envelope.HasUtf8Headers,
        };

    private static SmtpBody BodyOf(OutboxEnvelope envelope) => envelope.IsEightBit ? SmtpBody.EightBit : SmtpBody.SevenBit;

    private static SubmissionOutcome OutcomeOf(SmtpSendResult result)
    {
        var refused = result.Recipients.Where(one => one.Status is SmtpRecipientStatus.RefusedForGood or SmtpRecipientStatus.RefusedForNow).Select(one => one.Recipient.ToString()).ToList();
        var words = result.Reply is { } reply ? Words(reply) : result.Error?.Message ?? "";
        return result.Outcome switch
        {
            SmtpOutcome.Accepted => new SubmissionOutcome(OutboxState.Sent, "", words, []),
            SmtpOutcome.Unknown => new SubmissionOutcome(OutboxState.Unknown, "NoAnswer", words, []),
            SmtpOutcome.RefusedForGood => new SubmissionOutcome(OutboxState.Refused, result.Problem.ToString(), words, refused),
            _ => new SubmissionOutcome(OutboxState.Queued, result.Problem.ToString(), words, refused),
        };
    }

    private static string Words(SmtpReply reply) => ServerWords.Clean(reply.ToString());

    private static async Task QuitAsync(SmtpConnection connection)
    {
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            await connection.QuitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It has the message; how it says goodbye is its own affair.
        }
    }

    [LoggerMessage(3612, LogLevel.Information, "The submission server can't be reached: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string reason);
}
