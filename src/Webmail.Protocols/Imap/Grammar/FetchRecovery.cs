namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Going on in a FETCH row after an item that could not be understood.</summary>
internal static class FetchRecovery
{
    /// <summary>Steps over the item that starts here: its name, its section and one balanced value.</summary>
    public static bool StepOver(ref ImapReader r, int start)
    {
        r.Position = start;
        if (!r.TryItemName(out _))
            return false;
        if (r.Next == (byte)'[')
        {
            var close = r.Rest.IndexOf((byte)']');
            if (close < 0)
                return false;
            r.Position += close + 1;
            if (r.Next == (byte)'<' && r.Rest.IndexOf((byte)'>') is > 0 and < 16 and var end)
                r.Position += end + 1;
        }

        if (!r.TrySpace() || r.Next == (byte)')')
            return true;
        return r.TrySkipValue() && (r.AtEnd || r.Next is (byte)' ' or (byte)')');
    }

    /// <summary>
    /// Where the end of a broken item is lost, the items after it are looked for from the end of the row: what a sender wrote
    /// into the broken item stands before them and so cannot pass for them. Nothing that was read before is overwritten.
    /// </summary>
    public static void ReadTail(ref ImapReader r, FetchRow row, int brokenAt)
    {
        r.ForgetBalance();
        var found = new FetchRow();
        var end = r.Length;
        for (var attempts = 0; attempts < GrammarLimits.RecoveryAttempts && end > brokenAt;)
        {
            var space = r.Slice(brokenAt, end).LastIndexOf((byte)' ');
            if (space < 0)
                break;
            end = brokenAt + space;
            r.Position = end + 1;
            if (!IsKnown(ref r, out var name))
                continue;
            attempts++;
            var trial = new FetchRow();
            var defects = r.Defects.Count;
            if (FetchItemRules.Item(ref r, trial, name) && r.Defects.Count == defects && (r.AtEnd || r.Next is (byte)' ' or (byte)')'))
                Fill(found, trial);
            r.DropDefectsAfter(defects);
        }

        Fill(row, found);
        r.Position = r.Length;
    }

    private static bool IsKnown(ref ImapReader r, out ReadOnlySpan<byte> name) =>
        r.TryItemName(out name) && r.Next == (byte)' '
        && (FetchItemRules.Is(name, "UID"u8) || FetchItemRules.Is(name, "FLAGS"u8) || FetchItemRules.Is(name, "INTERNALDATE"u8)
            || FetchItemRules.Is(name, "RFC822.SIZE"u8) || FetchItemRules.Is(name, "MODSEQ"u8) || FetchItemRules.Is(name, "ENVELOPE"u8)
            || FetchItemRules.Is(name, "BODYSTRUCTURE"u8));

    private static void Fill(FetchRow row, FetchRow with)
    {
        row.Uid ??= with.Uid;
        row.Flags ??= with.Flags;
        row.InternalDate ??= with.InternalDate;
        row.Size ??= with.Size;
        row.ModSeq ??= with.ModSeq;
        row.Envelope ??= with.Envelope;
        row.BodyStructure ??= with.BodyStructure;
    }
}
