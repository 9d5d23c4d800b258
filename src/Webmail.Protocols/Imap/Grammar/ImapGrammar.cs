using System.Text;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>
/// Reads a server's responses: RFC 9051 and RFC 3501 section 9, and the extensions named beside their rules. Never throws for what a
/// server sent: what cannot be understood is a <see cref="MalformedResponse"/>, or a defect of a FETCH row.
/// </summary>
public static class ImapGrammar
{
    /// <summary>response = continue-req / response-data / response-tagged</summary>
    /// <param name="frame">One whole response. Nothing of its memory is held on to.</param>
    /// <param name="utf8">True after UTF8=ACCEPT or IMAP4rev2 was enabled: mailbox names are then UTF-8.</param>
    public static ImapResponse ParseResponse(in ImapFrame frame, bool utf8 = false) => ParseResponse(frame, utf8, out _);

    /// <summary>The same, and where the server left the grammar and was understood nevertheless.</summary>
    public static ImapResponse ParseResponse(in ImapFrame frame, bool utf8, out ServerQuirks quirks)
    {
        var reader = new ImapReader(frame, utf8);
        var response = Response(ref reader);
        quirks = reader.Quirks;
        return response;
    }

    private static ImapResponse Response(ref ImapReader r)
    {
        if (r.TryByte((byte)'+'))
        {
            r.TrySpace();
            return new ContinuationResponse(r.Rest.ToArray());
        }

        if (r.Next == (byte)'*' && r.At(1) is (byte)' ' or 0)
        {
            r.Position++;
            r.TrySpace();
            return Untagged(ref r);
        }

        if (r.Next == (byte)'[')
            return ConditionRules.BareCode(ref r);
        return ConditionRules.Tagged(ref r, out var tagged) ? tagged : Malformed(ref r, "");
    }

    /// <summary>response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / message-data / capability-data / enable-data)</summary>
    private static UntaggedResponse Untagged(ref ImapReader r)
    {
        if (r.Next is >= (byte)'0' and <= (byte)'9')
            return MessageData(ref r);
        if (!r.TryCodeAtom(out var word))
            return Malformed(ref r, "");
        var name = Encoding.Latin1.GetString(word[..Math.Min(word.Length, 64)]).ToUpperInvariant();
        if (ConditionRules.TryCondition(ref r, name, out var condition))
            return condition;
        return DataRules.Data(ref r, name, out var data) ? data : Malformed(ref r, name);
    }

    /// <summary>message-data = nz-number SP ("EXPUNGE" / ("FETCH" SP msg-att)); EXISTS and RECENT of mailbox-data look alike</summary>
    private static UntaggedResponse MessageData(ref ImapReader r)
    {
        if (!r.ExpectNumber(out var number))
            return Malformed(ref r, "");
        if (!r.ExpectSpace() || !r.TryCodeAtom(out var word))
            return Malformed(ref r, "");
        if (FetchItemRules.Is(word, "FETCH"u8))
        {
            r.TrySpace();
            return new FetchReply(FetchRules.Row(ref r, number, null));
        }

        if (FetchItemRules.Is(word, "UIDFETCH"u8) && number > 0)
        {
            r.TrySpace();
            return new FetchReply(FetchRules.Row(ref r, 0, new Uid(number)));
        }

        if (FetchItemRules.Is(word, "EXISTS"u8))
            return new ExistsReply(number);
        if (FetchItemRules.Is(word, "RECENT"u8))
            return new RecentReply(number);
        if (FetchItemRules.Is(word, "EXPUNGE"u8))
            return new ExpungeReply(number);
        return new UnknownResponse(Encoding.Latin1.GetString(word[..Math.Min(word.Length, 64)]).ToUpperInvariant(), Raw(ref r));
    }

    private static MalformedResponse Malformed(ref ImapReader r, string name)
    {
        var (reason, offset) = r.TakeProblem();
        return new MalformedResponse(name, reason, offset, Raw(ref r));
    }

    internal static byte[] Raw(ref ImapReader r) => r.Slice(0, Math.Min(r.Length, GrammarLimits.RawBytes)).ToArray();
}
