using System.Buffers.Text;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>
/// The FETCH and UIDFETCH responses of a listing of flags, read without an object for each: only what tells UID, FLAGS and MODSEQ once each at most, and is
/// written just as the grammar says. Whatever else there may be is for <see cref="FetchRules"/>, which forgives.
/// </summary>
internal static class FlagRowRules
{
    /// <summary>"*" SP nz-number SP ("FETCH" / "UIDFETCH") SP "(" item *(SP item) ")"; false for anything else.</summary>
    public static bool TryRow(in ImapFrame frame, SharedFlagSets sets, out FlagRow row)
    {
        row = default;
        var rest = frame.Bytes.Span;
        if (frame.Detached.Count > 0 || !TryWord(ref rest, "* "u8) || !TryNumber(ref rest, uint.MaxValue, out var number))
            return false;
        var isByUid = TryWord(ref rest, " UIDFETCH ("u8);
        if (!isByUid && !TryWord(ref rest, " FETCH ("u8))
            return false;

        var items = new Items { Uid = isByUid ? number : 0 };
        do
        {
            if (!TryItem(frame, ref rest, sets, ref items))
                return false;
        }
        while (TryWord(ref rest, " "u8));

        if (!TryWord(ref rest, ")"u8) || !rest.IsEmpty || items is not { Uid: > 0, Flags: { } flags })
            return false;
        row = new FlagRow(isByUid ? 0 : (uint)number, new Uid((uint)items.Uid), flags, items.ModSeq > 0 ? new ModSeq(items.ModSeq) : null);
        return true;
    }

    private static bool TryItem(in ImapFrame frame, scoped ref ReadOnlySpan<byte> rest, SharedFlagSets sets, ref Items items)
    {
        if (items.Flags is null && rest.StartsWith("FLAGS ("u8))
        {
            var length = rest.IndexOf((byte)')') + 1;
            var start = frame.Bytes.Length - rest.Length;
            rest = length > 0 ? rest[length..] : rest;
            return length > 0 && sets.TryRead(frame.Bytes[(start + "FLAGS ".Length)..(start + length)], out items.Flags);
        }

        if (items.Uid == 0 && TryWord(ref rest, "UID "u8))
            return TryNumber(ref rest, uint.MaxValue, out items.Uid);
        return items.ModSeq == 0 && TryWord(ref rest, "MODSEQ ("u8) && TryNumber(ref rest, long.MaxValue, out items.ModSeq) && TryWord(ref rest, ")"u8);
    }

    private static bool TryWord(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> word)
    {
        if (!rest.StartsWith(word))
            return false;
        rest = rest[word.Length..];
        return true;
    }

    // 1..most
    private static bool TryNumber(scoped ref ReadOnlySpan<byte> rest, ulong most, out ulong number)
    {
        if (rest.IsEmpty || rest[0] is < (byte)'1' or > (byte)'9' || !Utf8Parser.TryParse(rest, out number, out var used) || number > most)
        {
            number = 0;
            return false;
        }

        rest = rest[used..];
        return true;
    }

    // Zero: not told yet.
    private ref struct Items
    {
        public ulong Uid;
        public FlagSet? Flags;
        public ulong ModSeq;
    }
}
