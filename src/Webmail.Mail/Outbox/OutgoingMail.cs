using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Sessions;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Outbox;

internal sealed class OutgoingMail(
    OutboxTable table, OutboxContent content, IOutboxSchedule schedule, OutboxNews news, LoginSafe safe, IIdentities identities, IDraftFiles files, DraftFileReader reader,
    TimeProvider time) : IOutbox
{
    /// <summary>Messages of one account that wait at once.</summary>
    private const int MaxWaiting = 1_000;

    public async Task<OutboxEntry> SendAsync(IMailAccount account, Draft draft, SendWishes wishes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(wishes);
        var who = account.Identity;
        var now = time.GetUtcNow();
        var holds = wishes is { HoldAtServer: true, At: not null };
        var wanted = DueAt(wishes, now);
        // A message that the server holds goes to it at once; until then it can be taken back.
        var dueAt = holds ? now + (wishes.Undo > TimeSpan.Zero ? wishes.Undo : SendWishes.HoldUndo) : wanted;
        if (wishes.RemindAt is { } remindAt && (remindAt <= wanted || remindAt - now > SendWishes.MaxAhead)) throw new ComposeException(ComposeProblem.BadTime);
        var known = await table.OfAccountAsync(who.AccountId, ct);
        // The click came twice, or its answer was lost: it is the same message.
        if (known.FirstOrDefault(row => row.DraftId == draft.Id && IsUnderWay(row)) is { } already) return EntryOf(already);
        if (known.Count >= MaxWaiting) throw new ComposeException(ComposeProblem.OutboxFull);

        var all = await identities.ListAsync(who, ct);
        var identity = all.FirstOrDefault(one => one.Id == draft.Identity) ?? all[0];
        var here = (await files.ListAsync(who, draft.Id, ct)).ToDictionary(file => file.Id);
        var complete = draft with { Files = [.. draft.Files.Select(file => here.GetValueOrDefault(file.Id) ?? throw new ComposeException(ComposeProblem.FileGone, "attachments", file.Name))] };
        var places = (await files.PlacesAsync(who, draft.Id, ct)).ToDictionary(placed => placed.Key, placed => placed.Value.Place);
        var parts = new DraftParts((file, cancel) => reader.OpenAsync(account, draft.Id, file, cancel), places);
        var message = DraftMessage.ForSending(complete, identity, now, parts);
        var row = new OutboxMessage
        {
            Id = Guid.NewGuid(), AccountId = who.AccountId, DraftId = draft.Id, State = nameof(OutboxState.Queued), CreatedAt = now, ChangedAt = now, DueAt = dueAt,
            Subject = message.Subject.Text, MessageId = message.MessageId.Text, Envelope = "",
            // Who plans ahead was told that the login is kept until then; who sends now is here.
            SealedLogin = wishes.At is null ? null : safe.Seal(who, (account as MailAccount)?.CopyLogin()),
        };
        try
        {
            var written = await WriteAsync(row.Id, complete, message, account, places, parts.Places, ct);
            row.Size = written.Size;
            row.Envelope = new OutboxEnvelope(
                message.From.Address, [.. message.Receivers().Select(DraftAddresses.PersonOf)], complete, identity.SentFolder, message.NeedsUtf8(), written.IsEightBit, [], wishes.Archive,
                written.Places, draft.Kind == DraftKind.Redirect ? null : wishes.RemindAt?.ToUniversalTime(), holds && wanted > dueAt ? wanted : null).ToJson();
            await table.AddAsync(row, ct);
        }
        catch
        {
            await content.DeleteAsync(row.Id, CancellationToken.None);
            throw;
        }

        // From here on the start of this or any other process would find it: what comes now can't lose it.
        await schedule.PlanAsync(row.Id, dueAt, CancellationToken.None);
        news.Tell(who.AccountId, EntryOf(row));
        return EntryOf(row);
    }

    public async Task<Draft> CancelAsync(AccountIdentity who, Guid entry, CancellationToken ct)
    {
        var row = await OwnAsync(who, entry, ct);
        if (StateOf(row) is OutboxState.Sending or OutboxState.Sent or OutboxState.Filed) throw new ComposeException(ComposeProblem.AlreadySent);
        var canceled = await table.StepAsync(row, OutboxState.Canceled, "", "", ct) ?? throw new ComposeException(ComposeProblem.AlreadySent);
        await content.DeleteAsync(entry, ct);
        await table.DeleteAsync(entry, ct);
        news.Tell(who.AccountId, EntryOf(canceled));
        return OutboxEnvelope.Parse(row.Envelope).Draft;
    }

    public async Task SendNowAsync(AccountIdentity who, Guid entry, CancellationToken ct)
    {
        var row = await OwnAsync(who, entry, ct);
        if (StateOf(row) is OutboxState.Sending or OutboxState.Sent or OutboxState.Filed) return;
        await PlanAsync(who, row, ct, isNow: true);
    }

    public async Task ConfirmSentAsync(AccountIdentity who, Guid entry, CancellationToken ct)
    {
        var row = await OwnAsync(who, entry, ct);
        if (StateOf(row) != OutboxState.Unknown || await table.StepAsync(row, OutboxState.Sent, "", row.ServerText, ct) is not { } sent) return;
        await schedule.PlanAsync(entry, time.GetUtcNow(), CancellationToken.None);
        news.Tell(who.AccountId, EntryOf(sent));
    }

    public async Task<IReadOnlyList<OutboxEntry>> ListAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        return [.. (await table.OfAccountAsync(who.AccountId, ct)).Where(row => StateOf(row) is not (OutboxState.Filed or OutboxState.Canceled)).Select(EntryOf)];
    }

    public async Task WakeAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        foreach (var row in await table.OfAccountAsync(who.AccountId, ct))
        {
            if (StateOf(row) == OutboxState.Waiting) await PlanAsync(who, row, ct);
            else if (StateOf(row) == OutboxState.Sent) await schedule.PlanAsync(row.Id, time.GetUtcNow(), ct); // the copy waits
        }
    }

    public IDisposable Subscribe(AccountIdentity who, Func<OutboxEntry, Task> onChange)
    {
        ArgumentNullException.ThrowIfNull(who);
        return news.Subscribe(who.AccountId, onChange);
    }

    public static OutboxState StateOf(OutboxMessage row) => Enum.Parse<OutboxState>(row.State);

    public static OutboxEntry EntryOf(OutboxMessage row)
    {
        var envelope = OutboxEnvelope.Parse(row.Envelope);
        return new OutboxEntry(row.Id, row.DraftId, row.Subject, envelope.Recipients, StateOf(row), row.DueAt, row.Reason, row.ServerText, envelope.Refused);
    }

    private async Task PlanAsync(AccountIdentity who, OutboxMessage row, CancellationToken ct, bool isNow = false)
    {
        var now = time.GetUtcNow();
        if (await table.StepAsync(row, OutboxState.Queued, "", "", ct, Queue) is not { } changed) return;
        await schedule.PlanAsync(row.Id, now, CancellationToken.None);
        news.Tell(who.AccountId, EntryOf(changed));

        void Queue(OutboxMessage queued)
        {
            queued.DueAt = now;
            if (isNow) queued.Envelope = (OutboxEnvelope.Parse(queued.Envelope) with { HoldUntil = null }).ToJson();
        }
    }

    private async Task<WrittenContent> WriteAsync(
        Guid entry, Draft draft, OutgoingMessage message, IMailAccount account, IReadOnlyDictionary<Guid, StoredPlace> placed, IReadOnlyDictionary<OutgoingEntity, StoredPlace> parts, CancellationToken ct)
    {
        if (draft.Kind != DraftKind.Redirect) return await content.WriteAsync(entry, message, parts.GetValueOrDefault, ct);
        var original = draft.Files.FirstOrDefault(file => file.Type == "message/rfc822") ?? throw new ComposeException(ComposeProblem.FileGone, "attachments");
        await using var source = await reader.OpenAsync(account, draft.Id, original.Id, ct);
        return await content.WriteResentAsync(entry, message, source, placed.GetValueOrDefault(original.Id), ct);
    }

    private static DateTimeOffset DueAt(SendWishes wishes, DateTimeOffset now)
    {
        if (wishes.Undo < TimeSpan.Zero || wishes.Undo > SendWishes.MaxUndo) throw new ComposeException(ComposeProblem.BadTime);
        if (wishes.At is not { } at) return now + wishes.Undo;
        return at > now && at - now <= SendWishes.MaxAhead ? at.ToUniversalTime() : throw new ComposeException(ComposeProblem.BadTime);
    }

    private static bool IsUnderWay(OutboxMessage row) => StateOf(row) is OutboxState.Queued or OutboxState.Sending or OutboxState.Sent or OutboxState.Waiting or OutboxState.Unknown or OutboxState.Filed;

    private async Task<OutboxMessage> OwnAsync(AccountIdentity who, Guid entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        return await table.FindAsync(entry, ct) is { } row && row.AccountId == who.AccountId ? row : throw new ComposeException(ComposeProblem.AlreadySent);
    }
}
