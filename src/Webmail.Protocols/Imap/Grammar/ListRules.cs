namespace Webmail.Protocols.Imap.Grammar;

/// <summary>What lists of every kind have in common.</summary>
internal static class ListRules
{
    /// <summary>Steps over whatever a later specification put at the end of a list, up to its ")".</summary>
    public static bool SkipToClose(ref ImapReader r)
    {
        while (!r.TryClose())
        {
            if (!r.TrySkipValue())
                return r.Fail("expected \")\"");
        }

        return true;
    }

    /// <summary>"(" [astring *(SP astring)] ")" or a single astring; NIL is empty.</summary>
    public static bool Words(ref ImapReader r, out string[] words)
    {
        words = [];
        if (r.TryNil())
            return true;
        var list = new SmallList<string>();
        if (!r.TryOpen())
        {
            if (!r.ExpectAString(out var single))
                return false;
            words = [r.Text(single)];
            return true;
        }

        while (!r.TryClose())
        {
            r.TrySpace();
            if (!r.ExpectAString(out var word))
                return false;
            if (list.Count < GrammarLimits.Words)
                list.Add(r.Text(word));
        }

        words = list.ToArray();
        return true;
    }

    /// <summary>*(SP astring) up to the end of the response.</summary>
    public static bool WordsToEnd(ref ImapReader r, out string[] words)
    {
        words = [];
        var list = new SmallList<string>();
        while (r.TrySpace() && !r.AtEnd)
        {
            if (!r.ExpectAString(out var word))
                return false;
            if (list.Count < GrammarLimits.Words)
                list.Add(r.Text(word));
        }

        words = list.ToArray();
        return true;
    }
}
