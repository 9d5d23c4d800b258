using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Actions;

/// <summary>
/// Writes one flag to messages, and never over what somebody else wrote since we looked: every write is conditional where the server can do that (UNCHANGEDSINCE, RFC 7162 section 3.1.3).
/// </summary>
internal sealed class FlagWriting(UndoJournal journal)
{
    /// <summary>How often messages that somebody changes at the same time are looked at again.</summary>
    private const int MaxAttempts = 5;

    /// <summary>Sets or clears the flag. What somebody changed meanwhile is looked at again: another flag of the message does not concern us, and this one may be as wished already.</summary>
    /// <returns>How to take it back, and the messages that somebody else changed again and again: they were left alone.</returns>
    public async Task<(UndoStep.Flag Back, UidSet Left)> SetAsync(FolderLease lease, MailboxName folder, UidSet uids, Flag flag, bool on, CancellationToken ct)
    {
        // Only what changes is undone: a message that was read before stays read.
        var changed = UidSet.Empty;
        var stamps = new Dictionary<Uid, ModSeq>();
        var left = uids;
        for (var attempt = 0; attempt < MaxAttempts && !left.IsEmpty; attempt++)
        {
            var look = await LookAsync(lease.Connection, left, flag, on, ct);
            var stored = await StoreAsync(lease, folder, look, look.Lacking.Keys, flag, on, ct);
            left = stored.Modified;
            changed = changed.Union(UidSet.From(look.Lacking.Keys).Except(left));
            foreach (var (uid, stamp) in stored.Stamps) stamps[uid] = stamp;
        }

        return (new UndoStep.Flag(folder, lease.Validity, changed, flag, !on, stamps), left);
    }

    /// <summary>Takes a change back where nobody changed the message since.</summary>
    /// <returns>Messages that somebody did change, and that were left as they are.</returns>
    public async Task<UidSet> UndoAsync(FolderLease lease, UndoStep.Flag step, CancellationToken ct)
    {
        // UIDs count only under their UIDVALIDITY.
        if (lease.Validity != step.Validity) throw new MailUnavailableException(MailFailure.Gone, "");
        var look = await LookAsync(lease.Connection, step.Uids, step.Name, step.On, ct);
        var ours = look.Lacking.Where(row => !step.Stamps.TryGetValue(row.Key, out var stamp) || row.Value.ModSeq == stamp).Select(row => row.Key).ToList();
        var stored = await StoreAsync(lease, step.Folder, look, ours, step.Name, step.On, ct);
        return UidSet.From(look.Lacking.Keys.Except(ours)).Union(stored.Modified);
    }

    /// <summary>Not silent: the new flags come back as events, which is how open lists on this very connection hear of them.</summary>
    private async Task<(UidSet Modified, Dictionary<Uid, ModSeq> Stamps)> StoreAsync(
        FolderLease lease, MailboxName folder, Look look, IReadOnlyCollection<Uid> uids, Flag flag, bool on, CancellationToken ct)
    {
        var stamps = new Dictionary<Uid, ModSeq>();
        if (uids.Count == 0) return (UidSet.Empty, stamps);
        var stored = await lease.Connection.StoreAsync(UidSet.From(uids), on ? StoreAction.Add : StoreAction.Remove, FlagSet.Of(flag), look.Highest, silent: false, ct);
        var advanced = new Dictionary<Uid, (ModSeq, ModSeq)>();
        foreach (var (uid, told) in stored.Told)
        {
            if (told.ModSeq is not { } after || stored.Modified.Contains(uid) || !look.Lacking.TryGetValue(uid, out var before)) continue;
            // With other flags than ours it tells of somebody else's change, made right after.
            var isOurs = told.Flags is null || told.Flags.Remove(Flag.Recent).Equals(Expected(before.Flags, flag, on));
            stamps[uid] = isOurs ? after : default;
            if (isOurs && before.ModSeq is { } from) advanced[uid] = (from, after);
        }

        journal.Advance(folder, lease.Validity, advanced);
        return (stored.Modified, stamps);
    }

    private static FlagSet Expected(FlagSet before, Flag flag, bool on) => (on ? before.Add(flag) : before.Remove(flag)).Remove(Flag.Recent);

    private static async Task<Look> LookAsync(ImapConnection connection, UidSet uids, Flag flag, bool on, CancellationToken ct)
    {
        var look = new Look();
        await foreach (var row in connection.FetchFlagsAsync(uids, modSeq: true, ct: ct))
        {
            if (row.ModSeq is { } at && (look.Highest is not { } highest || at > highest)) look.Highest = at;
            if (row.Flags.Contains(flag) != on) look.Lacking[row.Uid] = (row.Flags, row.ModSeq);
        }

        return look;
    }

    /// <summary>Messages as they were a moment ago.</summary>
    private sealed class Look
    {
        /// <summary>Those whose flag is not as wished.</summary>
        public Dictionary<Uid, (FlagSet Flags, ModSeq? ModSeq)> Lacking { get; } = [];

        /// <summary>Of all of them: a later change of any message of the folder gets a higher one. Null: the server keeps none.</summary>
        public ModSeq? Highest { get; set; }
    }
}
