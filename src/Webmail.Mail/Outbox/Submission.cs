using Microsoft.Extensions.Logging;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;

namespace Webmail.Mail.Outbox;

/// <summary>What came of handing a message in, in the outbox's terms.</summary>
internal sealed record SubmissionOutcome(OutboxState State, string Reason, string ServerText, IReadOnlyList<string> Refused);

/// <summary>Hands one message to the account's submission server.</summary>
internal sealed partial class Submission(SmtpDialer dialer, OutboxContent content, ILogger<Submission> logger)
{
    /// <summary>Time for a polite farewell; the message is safe by then.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <param name="login">Disposed here.</param>
    /// <param name="commit">Called just before the end of the message is sent.</param>
    /// <exception cref="OperationCanceledException">Stopped before anything was sent.</exception>
    public async Task<SubmissionOutcome> SendAsync(AccountIdentity who, AccountLogin login, OutboxMessage row, Func<CancellationToken, Task> commit, CancellationToken ct)
    {
        using var password = login.Password;
        var envelope = OutboxEnvelope.Parse(row.Envelope);
        SmtpConnection connection;
        try
        {
            connection = await dialer.OpenAsync(who, login, ct);
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
            var result = await connection.SendAsync(EnvelopeOf(envelope, row.Id), ContentOf(row, envelope, commit), PartialRecipients.Stop, ct);
            if (connection.IsOpen) await QuitAsync(connection);
            return OutcomeOf(result);
        }
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
            Length = row.Size, Body = envelope.IsEightBit ? SmtpBody.EightBit : SmtpBody.SevenBit, HasUtf8Headers = envelope.HasUtf8Headers,
        };

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
