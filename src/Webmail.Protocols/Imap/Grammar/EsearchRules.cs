using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>ESEARCH.</summary>
internal static class EsearchRules
{
    /// <summary>esearch-response = "ESEARCH" [search-correlator] [SP "UID"] *(SP search-return-data) (RFC 4731, RFC 9051)</summary>
    public static bool Esearch(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        var result = new EsearchReply();
        if (r.TryOpen() && !Correlator(ref r, ref result))
            return r.In("search-correlator");
        while (r.TrySpace() && !r.AtEnd)
        {
            if (!r.ExpectAtom(out var atom))
                return r.In("search-return-data");
            var name = Encoding.Latin1.GetString(atom[..Math.Min(atom.Length, 64)]).ToUpperInvariant();
            if (name == "UID")
            {
                result = result with { IsUid = true };
                continue;
            }

            r.TrySpace();
            if (!ReturnData(ref r, name, ref result))
                return r.In("search-return-data");
        }

        reply = result;
        return true;
    }

    /// <summary>search-correlator = SP "(" "TAG" SP tag-string [SP "MAILBOX" SP astring] [SP "UIDVALIDITY" SP nz-number] ")" (RFC 4466, RFC 7377)</summary>
    private static bool Correlator(ref ImapReader r, ref EsearchReply result)
    {
        while (!r.TryClose())
        {
            r.TrySpace();
            if (r.TryWord("TAG"u8))
            {
                if (!r.ExpectSpace() || !r.ExpectAString(out var tag))
                    return false;
                result = result with { Tag = r.Text(tag) };
            }
            else if (r.TryWord("MAILBOX"u8))
            {
                if (!r.ExpectSpace() || !MailboxRules.Mailbox(ref r, out var mailbox))
                    return false;
                result = result with { Mailbox = mailbox };
            }
            else if (r.TryWord("UIDVALIDITY"u8))
            {
                if (!r.ExpectSpace() || !r.ExpectNumber(out var validity))
                    return false;
                result = result with { UidValidity = new UidValidity(validity) };
            }
            else if (!r.TrySkipValue())
            {
                return r.Fail("expected \")\"");
            }
        }

        return true;
    }

    /// <summary>
    /// search-return-data: MIN, MAX, ALL, COUNT (RFC 4731); MODSEQ (7162); PARTIAL, ADDTO, REMOVEFROM (5267, 9394); RELEVANCY (6203);
    /// others are stepped over
    /// </summary>
    private static bool ReturnData(ref ImapReader r, string name, ref EsearchReply result)
    {
        switch (name)
        {
            case "MIN" when r.ExpectNumber(out var min):
                result = result with { Min = min };
                return true;
            case "MAX" when r.ExpectNumber(out var max):
                result = result with { Max = max };
                return true;
            case "COUNT" when r.ExpectNumber(out var count):
                result = result with { Count = count };
                return true;
            case "MODSEQ" when r.ExpectModSeq(out var modSeq):
                result = result with { ModSeq = modSeq };
                return true;
            case "ALL" when r.ExpectRuns(out var all):
                result = result with { All = all };
                return true;
            case "MIN" or "MAX" or "COUNT" or "MODSEQ" or "ALL":
                return r.In(name);
            case "PARTIAL":
                return Partial(ref r, ref result) || r.In("ret-data-partial");
            case "RELEVANCY":
                return Relevancy(ref r, ref result) || r.In("score");
            case "ADDTO" or "REMOVEFROM":
                return Updates(ref r, name == "ADDTO", ref result) || r.In("ret-data-addto");
            default:
                return r.TrySkipValue() || r.Fail("expected a value");
        }
    }

    /// <summary>ret-data-partial = "PARTIAL" SP "(" partial-range SP (sequence-set / nil) ")" (RFC 9394)</summary>
    private static bool Partial(ref ImapReader r, ref EsearchReply result)
    {
        if (!r.ExpectOpen() || !r.ExpectAtom(out var range))
            return false;
        var text = Encoding.Latin1.GetString(range[..Math.Min(range.Length, 32)]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !TryOffset(text.AsSpan(0, colon), out var first) || !TryOffset(text.AsSpan(colon + 1), out var last))
            return r.Fail("expected a range");
        r.SpaceBetween();
        OrderedRun[] numbers = [];
        if (!r.TryNil() && r.Next != (byte)')' && !r.ExpectRuns(out numbers))
            return false;
        result = result with { Partial = new EsearchPartial(first, last, numbers) };
        return r.ExpectClose();
    }

    private static bool Relevancy(ref ImapReader r, ref EsearchReply result)
    {
        if (!r.ExpectOpen())
            return false;
        var scores = new List<int>();
        while (!r.TryClose())
        {
            r.TrySpace();
            if (!r.ExpectNumber(out var score))
                return false;
            scores.Add((int)Math.Min(score, 100));
        }

        result = result with { Relevancy = scores };
        return true;
    }

    /// <summary>ret-data-addto = "ADDTO" SP "(" context-position SP sequence-set *(SP context-position SP sequence-set) ")" (RFC 5267)</summary>
    private static bool Updates(ref ImapReader r, bool isAddition, ref EsearchReply result)
    {
        if (!r.ExpectOpen())
            return false;
        var updates = new List<EsearchUpdate>(result.Updates);
        while (!r.TryClose())
        {
            r.TrySpace();
            if (!r.ExpectNumber(out var position) || !r.ExpectSpace() || !r.ExpectRuns(out var numbers))
                return false;
            updates.Add(new EsearchUpdate(isAddition, position, numbers));
        }

        result = result with { Updates = updates };
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out long offset) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out offset);
}
