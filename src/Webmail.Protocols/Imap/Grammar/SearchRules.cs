namespace Webmail.Protocols.Imap.Grammar;

/// <summary>SEARCH, SORT and VANISHED.</summary>
internal static class SearchRules
{
    /// <summary>"SEARCH" *(SP nz-number) [SP search-sort-mod-seq] (RFC 3501, RFC 7162)</summary>
    public static bool Search(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        var builder = new NumberSetBuilder();
        ModSeq? modSeq = null;
        while (r.TrySpace() && !r.AtEnd)
        {
            if (r.Next == (byte)'(')
            {
                if (!ModSeqOf(ref r, out modSeq))
                    return false;
                continue;
            }

            if (!r.ExpectNzNumber(out var number))
                return false;
            builder.Add(number);
        }

        reply = new SearchReply(builder.Build(), modSeq);
        return true;
    }

    /// <summary>sort-data = "SORT" *(SP nz-number) [SP search-sort-mod-seq] (RFC 5256)</summary>
    public static bool Sort(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        var numbers = new List<uint>();
        ModSeq? modSeq = null;
        while (r.TrySpace() && !r.AtEnd)
        {
            if (r.Next == (byte)'(')
            {
                if (!ModSeqOf(ref r, out modSeq))
                    return false;
                continue;
            }

            if (!r.ExpectNzNumber(out var number))
                return false;
            numbers.Add(number);
        }

        reply = new SortReply(numbers, modSeq);
        return true;
    }

    /// <summary>expunged-resp = "VANISHED" [SP "(EARLIER)"] SP known-uids (RFC 7162)</summary>
    public static bool Vanished(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        var earlier = r.TryOpen();
        if (earlier && (!r.TryWord("EARLIER"u8) || !r.TryClose()))
            return r.Fail("expected (EARLIER)");
        r.TrySpace();
        if (!r.ExpectSet(out var uids))
            return r.In("known-uids");
        reply = new VanishedReply(new UidSet(uids), earlier);
        return true;
    }

    /// <summary>search-sort-mod-seq = "(" "MODSEQ" SP mod-sequence-value ")"</summary>
    private static bool ModSeqOf(ref ImapReader r, out ModSeq? modSeq)
    {
        modSeq = null;
        if (!r.ExpectOpen() || !r.TryWord("MODSEQ"u8) || !r.ExpectSpace() || !r.ExpectModSeq(out var value) || !r.ExpectClose())
            return r.Fail("expected (MODSEQ n)") || r.In("search-sort-mod-seq");
        modSeq = value;
        return true;
    }
}
