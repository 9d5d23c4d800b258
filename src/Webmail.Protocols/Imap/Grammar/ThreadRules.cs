namespace Webmail.Protocols.Imap.Grammar;

/// <summary>THREAD (RFC 5256), read without recursion.</summary>
internal static class ThreadRules
{
    /// <summary>
    /// thread-data = "THREAD" [SP 1*thread-list]; thread-list = "(" (thread-members / thread-nested) ")";
    /// thread-members = nz-number *(SP nz-number) [SP thread-nested]; thread-nested = 2*thread-list
    /// </summary>
    public static bool Thread(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        var root = new ThreadNode(null);
        var open = new Stack<Place>();
        var here = new Place(root, 0);
        var messages = 0;
        while (true)
        {
            r.TrySpace();
            if (r.AtEnd)
                break;
            if (r.TryByte((byte)'('))
            {
                if (open.Count >= GrammarLimits.ThreadLists)
                    return r.Fail($"more than {GrammarLimits.ThreadLists} lists inside each other") || r.In("thread-list");
                open.Push(here);

                // A list that starts with a list has a parent nobody can see.
                if (r.Next == (byte)'(' && (here.Node == root || !here.Node.IsEmptyParent) && messages++ < GrammarLimits.ThreadMessages)
                    here = here.Add(null);
            }
            else if (r.TryByte((byte)')'))
            {
                if (!open.TryPop(out here))
                    return r.Fail("a parenthesis too many") || r.In("thread-list");
            }
            else if (open.Count > 0 && r.ExpectNzNumber(out var number))
            {
                if (messages++ < GrammarLimits.ThreadMessages)
                    here = here.Add(number);
            }
            else
            {
                return r.Fail("expected \"(\"") || r.In("thread-list");
            }
        }

        if (open.Count > 0)
            r.Note(ServerQuirks.MissingClose);
        reply = new ThreadReply(root.Children);
        return true;
    }

    // Where the next message goes. At the limit it goes beside its parent instead of under it.
    private readonly record struct Place(ThreadNode Node, int Depth)
    {
        public Place Add(uint? number)
        {
            var child = new ThreadNode(number);
            Node.Add(child);
            return Depth < GrammarLimits.ThreadDepth ? new Place(child, Depth + 1) : this;
        }
    }
}
