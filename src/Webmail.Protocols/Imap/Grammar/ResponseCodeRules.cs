using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Response codes. One that is not understood is kept as words: the status of the command matters more.</summary>
internal static class ResponseCodeRules
{
    /// <summary>"[" resp-text-code "]"; null when there is no end to it, the text then starts at the bracket.</summary>
    public static ResponseCode? Code(ref ImapReader r)
    {
        var start = r.Position;
        r.Position++;
        if (r.TryCodeAtom(out var atom) && atom.Length <= 64)
        {
            var name = Encoding.Latin1.GetString(atom).ToUpperInvariant();
            var afterName = r.Position;
            r.TrySpace();
            if (Arguments(ref r, name, out var code) && AtClose(ref r))
                return code;
            r.TakeProblem();
            r.Position = afterName;
            if (TryRawArguments(ref r, out var arguments))
                return new ResponseCode(ResponseCodeNames.KindOf(name), name, arguments);
        }

        r.Position = start;
        return null;
    }

    // Codes that carry something. RFC 3501/9051, 4315, 7162, 5464, 8474, 9585, 9738.
    private static bool Arguments(ref ImapReader r, string name, out ResponseCode? code)
    {
        code = null;
        switch (name)
        {
            case "CAPABILITY":
                if (r.Rest.IndexOf((byte)']') is >= 0 and var end && KnownCapabilities.TryRead(r.Rest[..end], out var known))
                {
                    r.Position += end;
                    code = new CapabilityCode(name, known);
                    return true;
                }

                return CapabilityNames(ref r, out var names) && (code = new CapabilityCode(name, new ImapCapabilities(names))) is not null;
            case "PERMANENTFLAGS":
                return FlagRules.FlagList(ref r, out var flags, out var anyNew) && (code = new PermanentFlagsCode(name, flags, anyNew)) is not null;
            case "UIDNEXT" or "UIDVALIDITY" or "UNSEEN" or "HIGHESTMODSEQ":
                return Number(ref r, ResponseCodeNames.KindOf(name), name, out code);
            case "APPENDUID":
                return AppendUid(ref r, name, out code);
            case "COPYUID":
                return CopyUid(ref r, name, out code);
            case "MODIFIED":
                return r.ExpectSet(out var modified) && (code = new ModifiedCode(name, modified)) is not null;
            case "MAILBOXID":
                return MailboxId(ref r, name, out code);
            case "METADATA":
                return Metadata(ref r, name, out code);
            case "MESSAGELIMIT":
                return MessageLimit(ref r, name, out code);
            case "NOUPDATE":
                return r.ExpectAString(out var tag) && (code = new NoUpdateCode(name, r.Text(tag))) is not null;
            case "BADCHARSET":
                return ListRules.Words(ref r, out var charsets) && (code = new BadCharsetCode(name, charsets)) is not null;
            case "INPROGRESS":
                return InProgress(ref r, name, out code);
            default:
                return false;
        }
    }

    private static bool CapabilityNames(ref ImapReader r, out List<string> names)
    {
        names = [];
        while (r.TryCodeAtom(out var word) && names.Count < GrammarLimits.Words)
        {
            names.Add(ImapReader.Text(word));
            r.TrySpace();
        }

        return true;
    }

    private static bool Number(ref ImapReader r, ResponseCodeKind kind, string name, out ResponseCode? code)
    {
        code = null;
        if (!r.ExpectNumber64(out var number))
            return false;
        code = new NumberCode(kind, name, number);
        return true;
    }

    /// <summary>resp-code-apnd = "APPENDUID" SP nz-number SP append-uid</summary>
    private static bool AppendUid(ref ImapReader r, string name, out ResponseCode? code)
    {
        code = null;
        if (!r.ExpectNumber(out var validity) || !r.ExpectSpace() || !r.ExpectSet(out var uids))
            return false;
        code = new AppendUidCode(name, new UidValidity(validity), new UidSet(uids));
        return true;
    }

    /// <summary>resp-code-copy = "COPYUID" SP nz-number SP uid-set SP uid-set</summary>
    private static bool CopyUid(ref ImapReader r, string name, out ResponseCode? code)
    {
        code = null;
        if (!r.ExpectNumber(out var validity) || !r.ExpectSpace() || !r.ExpectRuns(out var source) || !r.ExpectSpace() || !r.ExpectRuns(out var copies))
            return false;
        code = new CopyUidCode(name, new CopiedUids(new UidValidity(validity), Ascending(source), Ascending(copies)));
        return true;
    }

    // A uid-range means the same in both directions and counts upwards (RFC 4315 section 4).
    private static NumberRange[] Ascending(OrderedRun[] runs) => Array.ConvertAll(runs, run => new NumberRange(run.From, run.To));

    /// <summary>"MESSAGELIMIT" SP nz-number [SP nz-number] (RFC 9738)</summary>
    private static bool MessageLimit(ref ImapReader r, string name, out ResponseCode? code)
    {
        code = null;
        if (!r.ExpectNumber64(out var limit))
            return false;
        r.TrySpace();
        code = new MessageLimitCode(name, limit, r.TryNumber(out var lowest) && lowest > 0 ? new Uid(lowest) : null);
        return true;
    }

    private static bool MailboxId(ref ImapReader r, string name, out ResponseCode? code)
    {
        code = null;
        var inList = r.TryOpen();
        if (!r.TryCodeAtom(out var id) || (inList && !r.TryClose()))
            return false;
        code = new MailboxIdCode(name, ImapReader.Text(id));
        return true;
    }

    /// <summary>"METADATA" SP ("LONGENTRIES" SP number / "MAXSIZE" SP number / "TOOMANY" / "NOPRIVATE") (RFC 5464 section 5)</summary>
    private static bool Metadata(ref ImapReader r, string name, out ResponseCode? code)
    {
        code = null;
        if (!r.TryCodeAtom(out var word))
            return false;
        var what = ImapReader.Text(word).ToUpperInvariant();
        var kind = ResponseCodeNames.KindOf(name + " " + what);
        if (r.TrySpace())
            return Number(ref r, kind, name, out code);
        code = new ResponseCode(kind, name, what);
        return true;
    }

    /// <summary>"INPROGRESS" [SP "(" (quoted / nil) SP (number / nil) SP (nz-number / nil) ")"] (RFC 9585 section 5)</summary>
    private static bool InProgress(ref ImapReader r, string name, out ResponseCode? code)
    {
        code = new InProgressCode(name, null, null, null);
        if (!r.TryOpen())
            return true;
        uint? progress = null;
        uint? goal = null;
        if (!r.ExpectNString(out var tag) || !r.ExpectSpace())
            return false;
        if (!r.TryNil() && r.TryNumber(out var done))
            progress = done;
        if (r.TrySpace() && !r.TryNil() && r.TryNumber(out var all))
            goal = all;
        code = new InProgressCode(name, tag.IsNil ? null : r.Text(tag), progress, goal);
        return r.TryClose();
    }

    private static bool AtClose(ref ImapReader r)
    {
        r.TrySpace();
        return r.TryByte((byte)']');
    }

    private static bool TryRawArguments(ref ImapReader r, out string arguments)
    {
        arguments = "";
        r.TrySpace();
        var rest = r.Rest;
        var inQuotes = false;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == (byte)'"')
                inQuotes = !inQuotes;
            if (rest[i] != (byte)']' || inQuotes)
                continue;
            arguments = ImapReader.Text(rest[..i]);
            r.Position += i + 1;
            return true;
        }

        // Quotes that do not pair up are no quotes.
        var end = rest.IndexOf((byte)']');
        if (end < 0)
            return false;
        arguments = ImapReader.Text(rest[..end]);
        r.Position += end + 1;
        return true;
    }
}
