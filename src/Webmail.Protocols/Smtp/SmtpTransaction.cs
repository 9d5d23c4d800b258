using Webmail.Protocols.Smtp.Commands;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp;

/// <summary>
/// One message on its way: MAIL, RCPT, the content, and what came of it. The one fact that decides what a lost connection means is
/// <see cref="SmtpDelivery.EndMayBeSent"/>: before it nothing can have been accepted, after it nobody knows.
/// </summary>
internal sealed class SmtpTransaction(
    SmtpChannel channel, SmtpCapabilities offered, bool tls, SmtpEnvelope envelope, SmtpContent content, PartialRecipients partial, SmtpConnectionOptions options)
{
    private readonly SmtpRecipientResult[] _recipients =
        [.. envelope.Recipients.Select(recipient => new SmtpRecipientResult(recipient, SmtpRecipientStatus.NotTried, null))];

    private readonly SmtpDelivery _delivery = new(channel, offered, content, options);
    private SmtpReply? _last;

    /// <exception cref="OperationCanceledException">Cancelled with nothing sent.</exception>
    public async Task<SmtpSendResult> RunAsync(CancellationToken ct)
    {
        if (SubmissionNeeds.Lacking(envelope, content, offered, tls, options) is not SmtpProblem.None and var lacking)
        {
            return Result(SmtpOutcome.RefusedForGood, lacking);
        }

        using var total = new CancellationTokenSource(options.Limits.Transaction, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, total.Token);
        try
        {
            await using var source = await _delivery.OpenAsync(either.Token).ConfigureAwait(false);
            return await AnnounceAsync(either.Token).ConfigureAwait(false) ?? await DeliverAsync(source, either.Token).ConfigureAwait(false);
        }
        catch (ContentException e)
        {
            return await ContentFailedAsync(e).ConfigureAwait(false);
        }
        catch (SmtpCommandException e)
        {
            // Only a 421 that came before it was asked for.
            return Refused(e.Reply);
        }
        catch (OperationCanceledException e)
        {
            await channel.CloseAsync().ConfigureAwait(false);
            if (_delivery.EndMayBeSent)
            {
                return Result(SmtpOutcome.Unknown, SmtpProblem.Connection, _delivery.LastReply ?? _last, e);
            }

            ct.ThrowIfCancellationRequested();
            return Result(SmtpOutcome.NotSent, SmtpProblem.Connection, _last, new TimeoutException($"The sending took longer than {options.Limits.Transaction}.", e));
        }
        catch (SmtpProtocolException e)
        {
            await channel.CloseAsync().ConfigureAwait(false);
            return Result(_delivery.EndMayBeSent ? SmtpOutcome.Unknown : SmtpOutcome.NotSent, SmtpProblem.Connection, _delivery.LastReply ?? _last, e);
        }
    }

    // MAIL and RCPT. DATA is never in the same group: with nobody left to send to, the content would have to be sent to nobody.
    private async Task<SmtpSendResult?> AnnounceAsync(CancellationToken ct)
    {
        var mail = MailCommand.Build(envelope, content, offered);
        var group = offered.Has("PIPELINING") ? options.Limits.RecipientsInFlight : 1;
        if (group == 1)
        {
            _last = await channel.AskAsync(mail, ct).ConfigureAwait(false);
            if (await RefusalAsync(mail, _last, ct).ConfigureAwait(false) is { } refusal)
            {
                return refusal;
            }
        }

        for (var from = 0; from < _recipients.Length; from += group)
        {
            var to = Math.Min(from + group, _recipients.Length);
            var withMail = group > 1 && from == 0;
            await WriteGroupAsync(withMail ? mail : null, from, to, ct).ConfigureAwait(false);
            var mailReply = withMail ? await ReplyAsync(ct).ConfigureAwait(false) : null;
            for (var i = from; i < to && channel.IsOpen; i++)
            {
                var reply = await ReplyAsync(ct).ConfigureAwait(false);
                _recipients[i] = RecipientCommand.Result(_recipients[i].Recipient, reply.IsMore ? throw await OutOfPlaceAsync("RCPT", reply).ConfigureAwait(false) : reply);
            }

            if (mailReply is not null && await RefusalAsync(mail, mailReply, ct).ConfigureAwait(false) is { } refusal)
            {
                // What was said about recipients without a sender says nothing about them.
                return refusal with { Recipients = [.. envelope.Recipients.Select(recipient => new SmtpRecipientResult(recipient, SmtpRecipientStatus.NotTried, null))] };
            }

            if (!channel.IsOpen)
            {
                return Refused(_last!);
            }
        }

        return await RecipientsAsync(ct).ConfigureAwait(false);
    }

    private async Task WriteGroupAsync(CommandLine? mail, int from, int to, CancellationToken ct)
    {
        using var group = new MemoryStream();
        if (mail is not null)
        {
            group.Write(mail.ToOctets());
        }

        for (var i = from; i < to; i++)
        {
            group.Write(RecipientCommand.Build(_recipients[i].Recipient, offered).ToOctets());
        }

        await channel.WriteAsync(group.ToArray(), secret: false, options.CommandTimeout, ct).ConfigureAwait(false);
    }

    private async Task<SmtpReply> ReplyAsync(CancellationToken ct) => _last = await channel.ReplyAsync(options.CommandTimeout, ct).ConfigureAwait(false);

    private async Task<SmtpSendResult?> RefusalAsync(CommandLine command, SmtpReply reply, CancellationToken ct)
    {
        if (reply.IsMore)
        {
            throw await OutOfPlaceAsync(command.Name, reply).ConfigureAwait(false);
        }

        if (reply.IsDone)
        {
            return null;
        }

        await ForgetAsync(ct).ConfigureAwait(false);
        return Refused(reply);
    }

    private async Task<SmtpSendResult?> RecipientsAsync(CancellationToken ct)
    {
        var accepted = _recipients.Count(recipient => recipient.Status == SmtpRecipientStatus.Accepted);
        if (accepted == _recipients.Length || (accepted > 0 && partial == PartialRecipients.GoOn))
        {
            return null;
        }

        // For all refused, one that may work later is worth trying again; to stop at some, one that never will has to be mended first.
        var refused = accepted == 0 && _recipients.Any(recipient => recipient.Status == SmtpRecipientStatus.RefusedForNow)
            ? SmtpRecipientStatus.RefusedForNow
            : _recipients.Any(recipient => recipient.Status == SmtpRecipientStatus.RefusedForGood) ? SmtpRecipientStatus.RefusedForGood : SmtpRecipientStatus.RefusedForNow;
        var reply = _recipients.First(recipient => recipient.Status == refused).Reply;
        await ForgetAsync(ct).ConfigureAwait(false);
        return Result(refused == SmtpRecipientStatus.RefusedForNow ? SmtpOutcome.RefusedForNow : SmtpOutcome.RefusedForGood, SmtpProblem.Recipients, reply);
    }

    private async Task<SmtpSendResult> DeliverAsync(Stream? source, CancellationToken ct)
    {
        var reply = _last = await _delivery.RunAsync(source, ct).ConfigureAwait(false);
        if (!reply.IsDone)
        {
            await TakeBackAsync(ct).ConfigureAwait(false);
            return Refused(reply);
        }

        return Result(SmtpOutcome.Accepted, SmtpProblem.None, reply);
    }

    private async Task<SmtpSendResult> ContentFailedAsync(ContentException e)
    {
        await TakeBackAsync(CancellationToken.None).ConfigureAwait(false);
        var outcome = e.Problem == SmtpProblem.Source ? SmtpOutcome.NotSent : SmtpOutcome.RefusedForGood;
        return Result(outcome, e.Problem, _last, e.InnerException ?? e);
    }

    // In the middle of DATA there is no way back: the end mark would make the torso a message.
    private ValueTask TakeBackAsync(CancellationToken ct) => _delivery.InsideData ? channel.CloseAsync() : new ValueTask(ForgetAsync(ct));

    // RSET is politeness: what was decided stays decided when it fails.
    private async Task ForgetAsync(CancellationToken ct)
    {
        if (!channel.IsOpen)
        {
            return;
        }

        try
        {
            if (!(await channel.AskAsync(new CommandLine("RSET"), ct).ConfigureAwait(false)).IsDone)
            {
                await channel.CloseAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            await channel.CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task<SmtpProtocolException> OutOfPlaceAsync(string command, SmtpReply reply) =>
        await channel.BreakAsync(new SmtpProtocolException($"The server answers {command} with {reply.Code}.")).ConfigureAwait(false);

    private SmtpSendResult Refused(SmtpReply reply) =>
        Result(reply.IsPermanent ? SmtpOutcome.RefusedForGood : SmtpOutcome.RefusedForNow, _delivery.NamedUrl ? SmtpProblem.NotFetched : SmtpProblem.Refused, reply);

    private SmtpSendResult Result(SmtpOutcome outcome, SmtpProblem problem, SmtpReply? reply = null, Exception? error = null) => new()
    {
        Outcome = outcome,
        Problem = problem,
        Recipients = [.. _recipients],
        Reply = reply,
        Error = error,
        LeftOut = MailCommand.LeftOut(envelope, offered),
    };
}
