using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Reminders;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Smtp;

namespace Webmail.Mail.Outbox;

/// <summary>
/// Takes one message as far as it goes: to the server, into the Sent folder, out of Drafts. Every step is written down before the next; whoever takes it up after a
/// crash goes on from there.
/// </summary>
internal sealed partial class OutboxRun(
    OutboxTable table, OutboxContent content, Submission submission, OutboxNews news, LoginSafe safe, AccountRegistry accounts,
    IDbContextFactory<WebmailDbContext> contexts, IDraftFiles files, IPeople people, ReminderTable reminders, TimeProvider time, ILogger<OutboxRun> logger)
{
    /// <summary>Stands in a row's reason from just before the end of the message is sent until the server has answered.</summary>
    public const string Committing = "Committing";

    /// <summary>Between two looks whether somebody signed in.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <summary>Pauses after what may work later; then hourly.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)];

    /// <summary>After so long somebody has to look: servers give up after about as long (RFC 5321 section 4.5.4.1).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(4);

    /// <summary>For less no server is asked to hold anything.</summary>
    private static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(30);

    /// <returns>When to run it again; null: it is done, or waits for its writer.</returns>
    public async Task<DateTimeOffset?> GoOnAsync(Guid entry, CancellationToken ct)
    {
        if (await table.FindAsync(entry, ct) is not { } row) return null;
        switch (OutgoingMail.StateOf(row))
        {
            case OutboxState.Sending when row.Reason == Committing:
                // The process ended between the end of the message and the answer.
                Tell(await table.StepAsync(row, OutboxState.Unknown, "Interrupted", row.ServerText, ct));
                return null;
            case OutboxState.Sending:
                // It ended before: the server has at most a torso, which it threw away.
                row = await table.StepAsync(row, OutboxState.Queued, "", "", ct);
                return row is null ? null : await SendAsync(row, ct);
            case OutboxState.Queued or OutboxState.Waiting:
                return row.DueAt > time.GetUtcNow() ? row.DueAt : await SendAsync(row, ct);
            case OutboxState.Sent:
                return await FileAsync(row, ct);
            default:
                return null;
        }
    }

    private async Task<DateTimeOffset?> SendAsync(OutboxMessage row, CancellationToken ct)
    {
        await using var open = await OpenAsync(row, ct);
        if (open is null)
        {
            if (OutgoingMail.StateOf(row) != OutboxState.Waiting) Tell(await table.StepAsync(row, OutboxState.Waiting, "SignedOut", "", ct));
            return time.GetUtcNow() + LookAgain;
        }

        if (await table.StepAsync(row, OutboxState.Sending, "", "", ct, Begin) is not { } taken) return null;
        Tell(taken);
        var current = taken;
        var envelope = OutboxEnvelope.Parse(taken.Envelope);
        var outcome = await submission.SendAsync(open.Account, taken, new SubmissionSteps(
            async cancel => current = await MarkAsync(current, Committing, cancel),
            async cancel => current = current.Reason == Committing ? await MarkAsync(current, "", cancel) : current), ct);
        LogOutcome(logger, row.Id, outcome.State.ToString(), outcome.Reason);
        if (envelope.HoldUntil is { } heldHere && outcome is { State: OutboxState.Refused, Reason: nameof(SmtpProblem.NeedsHold) })
        {
            // The server does not hold messages (any more): it is held here, as it would have been from the start.
            Tell(await table.StepAsync(current, OutboxState.Queued, "", "", CancellationToken.None, held => (held.DueAt, held.Envelope) = (heldHere, (envelope with { HoldUntil = null }).ToJson())));
            return heldHere;
        }

        DateTimeOffset? again = null;
        if (outcome.State == OutboxState.Queued)
        {
            again = time.GetUtcNow() + (taken.Attempts <= Pauses.Length ? Pauses[taken.Attempts - 1] : TimeSpan.FromHours(1));
            if (time.GetUtcNow() - row.CreatedAt > Patience && time.GetUtcNow() - row.DueAt > Patience) (outcome, again) = (outcome with { State = OutboxState.Refused }, null);
        }

        // Written down whatever else happens: the server's answer must not be forgotten because this process is being stopped.
        var after = await table.StepAsync(current, outcome.State, outcome.Reason, outcome.ServerText, CancellationToken.None, changed =>
        {
            changed.DueAt = again ?? changed.DueAt;
            if (outcome.Refused.Count > 0) changed.Envelope = (OutboxEnvelope.Parse(changed.Envelope) with { Refused = outcome.Refused }).ToJson();
        });
        Tell(after);
        return after is not null && outcome.State == OutboxState.Sent ? await FileAsync(after, open.Account, ct) : again;
    }

    private async Task<OutboxMessage> MarkAsync(OutboxMessage sending, string reason, CancellationToken ct) =>
        await table.StepAsync(sending, OutboxState.Sending, reason, "", ct) ?? throw new IOException("The outbox's row was changed while it was being sent.");

    private void Begin(OutboxMessage sending)
    {
        sending.Attempts++;
        // The time came while the server could not be reached: nothing is left to hold.
        if (OutboxEnvelope.Parse(sending.Envelope) is { HoldUntil: { } until } envelope && until <= time.GetUtcNow() + ShortestHold) sending.Envelope = (envelope with { HoldUntil = null }).ToJson();
    }

    private async Task<DateTimeOffset?> FileAsync(OutboxMessage row, CancellationToken ct)
    {
        await using var open = await OpenAsync(row, ct);
        return open is null ? time.GetUtcNow() + LookAgain : await FileAsync(row, open.Account, ct);
    }

    private async Task<DateTimeOffset?> FileAsync(OutboxMessage row, MailAccount account, CancellationToken ct)
    {
        var envelope = OutboxEnvelope.Parse(row.Envelope);
        try
        {
            await account.Drafts.FileSentAsync(envelope.SentFolder, row.MessageId, new SentCopy(row.Size, (start, length) => content.Open(row.Id, start, length), envelope.Places ?? [], envelope.HasUtf8Headers), ct);
            if (envelope.Draft.Source is { } source)
            {
                await account.Drafts.MarkAsync(source, ct);
                if (envelope.Archive) await ArchiveAsync(account, source, ct);
            }

            await account.Drafts.DiscardAsync(row.DraftId, ct);
        }
        catch (MailUnavailableException failure)
        {
            // Sent is sent: only the copy waits.
            Tell(await table.StepAsync(row, OutboxState.Sent, "NotFiled" + failure.Failure, failure.ServerText, ct));
            return time.GetUtcNow() + LookAgain;
        }

        try
        {
            await people.CollectAsync(row.AccountId, envelope.Recipients, ct);
        }
        catch (DbUpdateException uncounted)
        {
            LogUncounted(logger, row.Id, uncounted); // a suggestion less; no reason to hold the message
        }

        await files.DeleteAllAsync(account.Identity, row.DraftId, ct);
        if (envelope.RemindAt is { } remindAt) await reminders.AddAsync(row, envelope, remindAt, ct);
        var filed = await table.StepAsync(row, OutboxState.Filed, "", row.ServerText, ct);
        if (filed is null) return null;
        Tell(filed);
        await content.DeleteAsync(row.Id, ct);
        await table.DeleteAsync(row.Id, ct);
        return null;
    }

    /// <summary>Only the very message that was answered: a number of another UIDVALIDITY may name any other.</summary>
    private static async Task ArchiveAsync(MailAccount account, DraftSource source, CancellationToken ct)
    {
        var (folder, uid) = (MailboxName.Create(source.Folder), new Uid(source.Uid));
        try
        {
            var message = await account.Reader.OpenAsync(folder, uid, ct);
            if (message.Reference.Validity.Value == source.Validity) await account.Actions.ArchiveAsync(folder, UidSet.Of(uid), ct);
        }
        catch (MailUnavailableException gone) when (gone.Failure is MailFailure.Gone or MailFailure.NotPermitted or MailFailure.Refused)
        {
            // Somebody moved it already, or may not; the answer was sent all the same.
        }
    }

    private void Tell(OutboxMessage? row)
    {
        if (row is not null) news.Tell(row.AccountId, OutgoingMail.EntryOf(row));
    }

    /// <summary>The account as it is open; else opened with the login that was kept for this message.</summary>
    private async Task<OpenAccount?> OpenAsync(OutboxMessage row, CancellationToken ct)
    {
        if (accounts.FindAccount(row.AccountId) is { } account) return new OpenAccount(account, () => ValueTask.CompletedTask);
        if (row.SealedLogin is null || safe.Open(row.AccountId, row.SealedLogin) is not { } login) return null;
        using var password = login.Password;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var owner = await db.Accounts.AsNoTracking().Where(a => a.Id == row.AccountId).Select(a => new { a.UserId, a.TenantId, a.Address }).SingleOrDefaultAsync(ct);
        if (owner is null) return null;
        // A session of its own, that nobody can sign in with.
        var who = new AccountIdentity(owner.UserId, row.AccountId, Guid.NewGuid(), owner.TenantId, owner.Address);
        await accounts.OpenAsync(who, login, ct);
        return accounts.FindAccount(row.AccountId) is { } opened ? new OpenAccount(opened, () => accounts.CloseSessionAsync(who.SessionId)) : null;
    }

    private sealed class OpenAccount(MailAccount account, Func<ValueTask> close) : IAsyncDisposable
    {
        public MailAccount Account { get; } = account;

        public ValueTask DisposeAsync() => close();
    }

    [LoggerMessage(3613, LogLevel.Warning, "The receivers of outbox entry {Entry} could not be counted.")]
    private static partial void LogUncounted(ILogger logger, Guid entry, Exception error);

    [LoggerMessage(3611, LogLevel.Information, "Outbox entry {Entry}: {State} {Reason}")]
    private static partial void LogOutcome(ILogger logger, Guid entry, string state, string reason);
}
