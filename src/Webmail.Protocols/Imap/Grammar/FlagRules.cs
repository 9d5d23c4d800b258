using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Flags.</summary>
internal static class FlagRules
{
    // Ends of a flag. Keywords with brackets or braces in them exist in the wild and are kept.
    private static readonly System.Buffers.SearchValues<byte> Ends = System.Buffers.SearchValues.Create(" ()\r\n"u8);

    /// <summary>flag-list = "(" [flag *(SP flag)] ")"; flag-perm adds "\*", which <paramref name="anyNew"/> tells.</summary>
    public static bool FlagList(ref ImapReader r, out FlagSet flags, out bool anyNew)
    {
        flags = FlagSet.Empty;
        anyNew = false;
        if (r.TryNil())
            return true;
        if (!r.ExpectOpen())
            return r.In("flag-list");
        var system = 0;
        var keywords = new SmallList<Flag>();
        while (!r.TryClose())
        {
            r.TrySpace();
            var end = r.Rest.IndexOfAny(Ends);
            if (end <= 0)
                return r.Fail("expected a flag") || r.In("flag-list");
            var word = r.Rest[..end];
            r.Position += end;
            var bit = SystemBit(word);
            system |= bit;
            if (bit != 0)
                continue;
            if (word.SequenceEqual("\\*"u8))
                anyNew = true;
            else if (keywords.Count < GrammarLimits.Words && end <= Flag.MaxLength)
                keywords.Add(KnownWords.ToKeyword(word));
        }

        flags = FlagSet.Create(system, keywords.Count > 1 ? [.. keywords.ToArray().Distinct()] : keywords.ToArray());
        return true;
    }

    // The order of FlagSet's bits.
    private static int SystemBit(ReadOnlySpan<byte> word)
    {
        if (word[0] != (byte)'\\')
            return 0;
        return word.Length switch
        {
            5 when Ascii.EqualsIgnoreCase(word, "\\Seen"u8) => 1,
            9 when Ascii.EqualsIgnoreCase(word, "\\Answered"u8) => 2,
            8 when Ascii.EqualsIgnoreCase(word, "\\Flagged"u8) => 4,
            8 when Ascii.EqualsIgnoreCase(word, "\\Deleted"u8) => 8,
            6 when Ascii.EqualsIgnoreCase(word, "\\Draft"u8) => 16,
            7 when Ascii.EqualsIgnoreCase(word, "\\Recent"u8) => 32,
            _ => 0,
        };
    }
}
