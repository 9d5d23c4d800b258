using Webmail.Protocols.Imap;

namespace Webmail.Mail.Actions;

/// <summary>The last actions of an account that can be taken back. In memory: it lives as long as the account is open.</summary>
internal sealed class UndoJournal(TimeProvider time)
{
    /// <summary>Actions kept; a person does not undo further back than this in one sitting.</summary>
    public const int MaxEntries = 100;

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
            while (_entries.Count > MaxEntries) _entries.RemoveFirst();
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
