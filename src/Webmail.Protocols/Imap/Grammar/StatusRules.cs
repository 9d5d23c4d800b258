using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>STATUS.</summary>
internal static class StatusRules
{
    /// <summary>"STATUS" SP mailbox SP "(" [status-att-list] ")"</summary>
    public static bool Status(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!Name(ref r, out var name))
            return false;
        r.SpaceBetween();
        if (!r.ExpectOpen())
            return r.In("status-att-list");
        var status = new MailboxStatus { Name = name };
        while (!r.TryClose())
        {
            if (r.AtEnd)
            {
                r.Note(ServerQuirks.MissingClose);
                break;
            }

            r.TrySpace();
            if (!Attribute(ref r, ref status))
            {
                // Quirk OddStatus: the counts that came before are worth having.
                r.Note(ServerQuirks.OddStatus);
                r.TakeProblem();
                break;
            }
        }

        reply = new StatusReply(status);
        return true;
    }

    /// <summary>
    /// status-att-val, RFC 9051; HIGHESTMODSEQ (7162), APPENDLIMIT (7889), SIZE (8438), MAILBOXID (8474), DELETED and DELETED-STORAGE (9208)
    /// </summary>
    private static bool Attribute(ref ImapReader r, ref MailboxStatus status)
    {
        if (!r.ExpectAtom(out var word))
            return false;
        var item = Encoding.Latin1.GetString(word[..Math.Min(word.Length, 64)]).ToUpperInvariant();
        r.TrySpace();
        if (item == "MAILBOXID")
        {
            if (!ListRules.Words(ref r, out var id))
                return false;
            var isSound = id is [{ Length: > 0 } only] && only.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
            if (!isSound)
                r.Note(ServerQuirks.OddStatus);
            status = status with { MailboxId = isSound ? id[0] : null };
            return true;
        }

        if (r.TryNil())
            return true;
        if (r.Next is not (>= (byte)'0' and <= (byte)'9') and not (byte)'-')
            return r.TrySkipValue() || r.Fail("expected a value");
        if (!r.ExpectNumber64(out var number))
            return false;
        if (item is "UIDNEXT" or "UIDVALIDITY" && number == 0)
            r.Note(ServerQuirks.ZeroUid);
        status = item switch
        {
            "MESSAGES" => status with { Messages = Narrow(number) },
            "RECENT" => status with { Recent = Narrow(number) },
            "UNSEEN" => status with { Unseen = Narrow(number) },
            "DELETED" => status with { Deleted = Narrow(number) },
            "UIDNEXT" => status with { UidNext = number is > 0 and <= uint.MaxValue ? new Uid((uint)number) : null },
            "UIDVALIDITY" => status with { UidValidity = new UidValidity(Narrow(number)) },
            "HIGHESTMODSEQ" => status with { HighestModSeq = new ModSeq(Math.Min(number, long.MaxValue)) },
            "SIZE" => status with { Size = number },
            "DELETED-STORAGE" => status with { DeletedStorage = number },
            "APPENDLIMIT" => status with { AppendLimit = number },
            _ => status,
        };
        return true;
    }

    private static uint Narrow(ulong number) => (uint)Math.Min(number, uint.MaxValue);

    // Quirk UnquotedMailbox: the name reaches to the last " (".
    private static bool Name(ref ImapReader r, out MailboxName name)
    {
        var start = r.Position;
        var isString = r.Next is (byte)'"' or (byte)'{';
        if (!MailboxRules.Mailbox(ref r, out name))
            return false;
        if (isString || (r.Next == (byte)' ' && r.At(1) == (byte)'('))
            return true;
        var list = r.Rest.LastIndexOf(" ("u8);
        if (list < 0)
            return true;
        r.Note(ServerQuirks.UnquotedMailbox);
        var end = r.Position + list;
        r.Position = end;
        return MailboxName.TryFromWire(r.Slice(start, end), r.Utf8, out name) || r.Fail("a name with control characters") || r.In("mailbox");
    }
}
