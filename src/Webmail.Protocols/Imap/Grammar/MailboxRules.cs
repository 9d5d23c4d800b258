namespace Webmail.Protocols.Imap.Grammar;

/// <summary>LIST, LSUB, XLIST and mailbox names.</summary>
internal static class MailboxRules
{
    /// <summary>mailbox-list = "(" [mbx-list-flags] ")" SP (DQUOTE QUOTED-CHAR DQUOTE / nil) SP mailbox [SP mbox-list-extended]</summary>
    public static bool List(ref ImapReader r, ListKind kind, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!ListRules.Words(ref r, out var words))
            return r.In("mbx-list-flags") || r.In("mailbox-list");
        r.SpaceBetween();
        if (!Delimiter(ref r, out var delimiter))
            return r.In("mailbox-list");
        r.SpaceBetween();
        if (!MailboxToEnd(ref r, out var name))
            return r.In("mailbox-list");
        var attributes = MailboxAttributeWords.Read(words);
        var listing = new MailboxListing
        {
            Name = name,
            Delimiter = delimiter,
            Attributes = attributes.Attributes,
            SpecialUse = attributes.Use,
            OtherAttributes = attributes.Others,
            IsSubscribed = kind == ListKind.Lsub || attributes.Attributes.HasFlag(MailboxAttributes.Subscribed),
        };
        if (r.TrySpace() && r.TryOpen() && !Extended(ref r, ref listing))
            return r.In("mbox-list-extended") || r.In("mailbox-list");
        reply = new ListReply(kind, listing);
        return true;
    }

    /// <summary>mailbox = "INBOX" / astring, among other arguments.</summary>
    public static bool Mailbox(ref ImapReader r, out MailboxName name)
    {
        name = MailboxName.Inbox;
        if (!r.ExpectAString(out var token))
            return r.In("mailbox");
        return MailboxName.TryFromWire(r.Span(token), r.Utf8, out name) || r.Fail("a name with control characters") || r.In("mailbox");
    }

    /// <summary>DQUOTE QUOTED-CHAR DQUOTE / nil</summary>
    public static bool Delimiter(ref ImapReader r, out char? delimiter)
    {
        delimiter = null;
        if (r.Next == (byte)'"' && r.At(1) == (byte)'\\' && r.At(2) == (byte)'"' && r.At(3) != (byte)'"')
        {
            r.Note(ServerQuirks.UnescapedDelimiter);
            r.Position += 3;
            delimiter = '\\';
            return true;
        }

        if (!r.ExpectNString(out var token))
            return false;
        if (token.IsNil)
            return true;
        var text = r.Text(token);
        if (text.Length == 0)
            r.Note(ServerQuirks.EmptyDelimiter);
        else if (text.Length == 1 && !char.IsControl(text[0]))
            delimiter = text[0];
        else
            return r.Fail("a delimiter is one character");
        return true;
    }

    // Quirk UnquotedMailbox: a name with spaces and without quotes reaches to the end of the line.
    private static bool MailboxToEnd(ref ImapReader r, out MailboxName name)
    {
        if (r.AtEnd)
            return Mailbox(ref r, out name);
        var start = r.Position;
        var isString = r.Next is (byte)'"' or (byte)'{';
        if (!Mailbox(ref r, out name))
            return false;
        if (isString || r.AtEnd || (r.Next == (byte)' ' && r.At(1) == (byte)'(') || r.Rest.TrimEnd((byte)' ').IsEmpty)
            return true;
        r.Note(ServerQuirks.UnquotedMailbox);
        var whole = r.Slice(start, r.Length).TrimEnd((byte)' ');
        r.Position = r.Length;
        return MailboxName.TryFromWire(whole, r.Utf8, out name) || r.Fail("a name with control characters") || r.In("mailbox");
    }

    /// <summary>mbox-list-extended = "(" [mbox-list-extended-item *(SP mbox-list-extended-item)] ")"; CHILDINFO and OLDNAME are known</summary>
    private static bool Extended(ref ImapReader r, ref MailboxListing listing)
    {
        while (!r.TryClose())
        {
            r.TrySpace();
            if (!r.ExpectAString(out var tag))
                return false;
            r.TrySpace();
            var name = r.Text(tag).ToUpperInvariant();
            if (name == "CHILDINFO" && ListRules.Words(ref r, out var options))
            {
                listing = listing with { ChildInfo = options };
            }
            else if (name == "OLDNAME" && r.TryOpen())
            {
                if (!Mailbox(ref r, out var old) || !r.ExpectClose())
                    return false;
                listing = listing with { OldName = old };
            }
            else if (!r.TrySkipValue())
            {
                return r.Fail("expected \")\"");
            }
        }

        return true;
    }
}
