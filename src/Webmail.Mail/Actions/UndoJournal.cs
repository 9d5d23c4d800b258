using Webmail.Protocols.Imap;

namespace Webmail.Mail.Actions;

/// <summary>The last actions of an account that can be taken back. In memory: it lives as long as the account is open.</summary>
internal sealed class UndoJournal(TimeProvider time)
{
    /// <summary>Actions kept; a person does not undo further back than this in one sitting.</summary>
    public const int MaxEntries = 100;

    /// <summary>Messages remembered one by one, about 40 bytes each; beyond, the oldest actions are forgotten.</summary>
    public const int MaxStamps = 200_000;

    /// <summary>How long an action can be taken back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(4);

    private readonly Lock _lock = new();
    private readonly LinkedList<(Guid Id, long At, UndoStep Step)> _entries = new();

    public ActionReceipt Add(ActionKind kind, int count, MailboxName? target, UndoStep step)
    {
        var id = Guid.NewGuid();
        PutBack(id, step);
        return new ActionReceipt(id, kind, count, target, CanUndo: true);
    }

    public void PutBack(Guid id, UndoStep step)
    {
        lock (_lock)
        {
            _entries.AddLast((id, time.GetTimestamp(), step));
            while (_entries.Count > MaxEntries || (_entries.Count > 1 && _entries.Sum(entry => (long)entry.Step.Weight) > MaxStamps)) _entries.RemoveFirst();
        }
    }

    /// <summary>
    /// We changed flags of messages that nobody else had changed since: what was noted of them for earlier actions moves along, so that our own later action is not taken for somebody else's.
    /// </summary>
    /// <param name="changes">The modification sequences before and after.</param>
    public void Advance(MailboxName folder, UidValidity validity, IReadOnlyDictionary<Uid, (ModSeq From, ModSeq To)> changes)
    {
        lock (_lock)
        {
            foreach (var step in _entries.Select(entry => entry.Step).OfType<UndoStep.Flag>())
            {
                if (!step.Folder.Equals(folder) || step.Validity != validity) continue;
                foreach (var (uid, change) in changes)
                    if (step.Stamps.TryGetValue(uid, out var stamp) && stamp == change.From) step.Stamps[uid] = change.To;
            }
        }
    }

    /// <summary>Takes an entry out: it can be undone once. Null when it is too old or was undone.</summary>
    public UndoStep? Take(Guid id)
    {
        lock (_lock)
        {
            for (var node = _entries.First; node is not null; node = node.Next)
            {
                if (node.Value.Id != id) continue;
                _entries.Remove(node);
                return time.GetElapsedTime(node.Value.At) <= Lifetime ? node.Value.Step : null;
            }

            return null;
        }
    }
}
