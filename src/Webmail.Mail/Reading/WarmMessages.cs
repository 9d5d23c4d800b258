using Webmail.Protocols.Imap;

namespace Webmail.Mail.Reading;

/// <summary>
/// The messages of one account that are in memory, the least recently used one going first. Keyed by folder and UID under the folder's
/// UIDVALIDITY: when that changes, everything of the folder goes.
/// </summary>
internal sealed class WarmMessages(int maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(MailboxName Folder, Uid Uid), LinkedListNode<MessageEntry>> _entries = [];
    private readonly LinkedList<MessageEntry> _byUse = new();
    private readonly Dictionary<MailboxName, UidValidity> _validities = [];

    public MessageEntry? Find(MailboxName folder, Uid uid)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((folder, uid), out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value;
        }
    }

    public MessageEntry? Find(MessageReference message) =>
        Find(message.Folder, message.Uid) is { } entry && entry.Opened.Reference.Validity == message.Validity ? entry : null;

    public void Add(MessageEntry entry)
    {
        var of = entry.Opened.Reference;
        lock (_lock)
        {
            KnowLocked(of.Folder, of.Validity);
            if (_entries.Remove((of.Folder, of.Uid), out var old)) _byUse.Remove(old);
            _entries[(of.Folder, of.Uid)] = _byUse.AddFirst(entry);
        }

        Trim();
    }

    /// <summary>The folder's UIDVALIDITY as the server says now; under another one its UIDs meant something else.</summary>
    public void Know(MailboxName folder, UidValidity validity)
    {
        lock (_lock) KnowLocked(folder, validity);
    }

    /// <summary>Brings the cache under its budget; the newest entry stays, however big: it is on show.</summary>
    public void Trim()
    {
        lock (_lock)
        {
            var cost = _byUse.Sum(entry => (long)entry.Cost);
            while (cost > maxBytes && _byUse.Count > 1 && _byUse.Last is { } oldest)
            {
                cost -= oldest.Value.Cost;
                _byUse.RemoveLast();
                _entries.Remove((oldest.Value.Opened.Reference.Folder, oldest.Value.Opened.Reference.Uid));
            }
        }
    }

    private void KnowLocked(MailboxName folder, UidValidity validity)
    {
        if (_validities.TryGetValue(folder, out var known) && known != validity) DropLocked(folder);
        _validities[folder] = validity;
    }

    private void DropLocked(MailboxName folder)
    {
        for (var node = _byUse.First; node is not null;)
        {
            var next = node.Next;
            var of = node.Value.Opened.Reference;
            if (of.Folder.Equals(folder))
            {
                _byUse.Remove(node);
                _entries.Remove((of.Folder, of.Uid));
            }

            node = next;
        }
    }
}
