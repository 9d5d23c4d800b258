using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Messages;

/// <summary>
/// From where on a server with QRESYNC (RFC 7162) has to tell what changed: the moment the folder was last selected. What is told of changes afterwards is told once more then: repeated
/// flags do no harm, messages that went are remembered here and not counted twice.
/// </summary>
/// <remarks>It does not move with later modification sequences: VANISHED has none, and one of a FETCH says nothing of changes that are still on their way.</remarks>
internal sealed class ResyncPoint
{
    /// <summary>Messages that went since; with more, what is known is compared with the server instead.</summary>
    private const int MaxGone = 10_000;

    private readonly Lock _lock = new();
    private readonly List<UidSet> _gone = [];
    private ModSeq? _modSeq;
    private long _count;

    /// <summary>The folder is selected, and the list is right as of now.</summary>
    public void Start(ModSeq? modSeq)
    {
        lock (_lock)
        {
            _modSeq = modSeq is { Value: > 0 } ? modSeq : null;
            _gone.Clear();
            _count = 0;
        }
    }

    public void Note(ImapEvent change)
    {
        if (change is not (VanishedEvent or ExpungeEvent or MailboxResyncEvent)) return;
        lock (_lock)
        {
            if (change is VanishedEvent { Earlier: false } vanished && (_count += vanished.Uids.Count) <= MaxGone) _gone.Add(vanished.Uids);
            else if (change is not VanishedEvent { Earlier: true }) _modSeq = null; // without its UID nothing can be set off
        }
    }

    /// <summary>What to say when it is selected again; null: nothing is known for sure.</summary>
    public QResync? Request(UidValidity validity)
    {
        lock (_lock) return _modSeq is { } modSeq ? new QResync(validity, modSeq) : null;
    }

    /// <summary>Of what the server says went since, that which was not heard of.</summary>
    public UidSet WithoutKnown(UidSet vanished)
    {
        lock (_lock) return _gone.Aggregate(vanished, (left, gone) => left.Except(gone));
    }
}
