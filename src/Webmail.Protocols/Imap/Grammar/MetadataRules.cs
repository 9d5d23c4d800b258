namespace Webmail.Protocols.Imap.Grammar;

/// <summary>METADATA (RFC 5464).</summary>
internal static class MetadataRules
{
    /// <summary>metadata-resp = "METADATA" SP mailbox SP (entry-values / entry-list); "" as the mailbox is the server</summary>
    public static bool Metadata(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!r.ExpectAString(out var token))
            return r.In("mailbox");
        MailboxName? mailbox = null;
        if (!r.Span(token).IsEmpty)
        {
            if (!MailboxName.TryFromWire(r.Span(token), r.Utf8, out var name))
                return r.Fail("a name with control characters") || r.In("mailbox");
            mailbox = name;
        }

        r.SpaceBetween();
        if (!r.TryOpen())
        {
            if (!EntryList(ref r, out var changed))
                return r.In("entry-list");
            reply = new MetadataReply(mailbox, [], changed);
            return true;
        }

        if (!EntryValues(ref r, out var entries))
            return r.In("entry-values");
        reply = new MetadataReply(mailbox, entries, []);
        return true;
    }

    /// <summary>entry-values = "(" entry-value *(SP entry-value) ")"; entry-value = entry SP value; value = nstring / literal8</summary>
    private static bool EntryValues(ref ImapReader r, out List<MetadataEntry> entries)
    {
        entries = [];
        while (!r.TryClose())
        {
            r.TrySpace();
            if (!r.ExpectAString(out var entry))
                return false;
            r.SpaceBetween();
            if (!r.ExpectNString(out var value))
                return false;
            if (entries.Count < GrammarLimits.Words)
                entries.Add(new MetadataEntry(r.Text(entry), value.IsNil ? (ReadOnlyMemory<byte>?)null : r.Memory(value)));
        }

        return true;
    }

    /// <summary>entry-list = entry *(SP entry)</summary>
    private static bool EntryList(ref ImapReader r, out List<string> entries)
    {
        entries = [];
        do
        {
            if (!r.ExpectAString(out var entry))
                return false;
            if (entries.Count < GrammarLimits.Words)
                entries.Add(r.Text(entry));
        }
        while (r.TrySpace() && !r.AtEnd);

        return true;
    }
}
