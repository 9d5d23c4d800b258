using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>OK, NO, BAD, PREAUTH and BYE, tagged or not.</summary>
internal static class ConditionRules
{
    /// <summary>response-tagged = tag SP resp-cond-state</summary>
    public static bool Tagged(ref ImapReader r, out TaggedResponse response)
    {
        response = null!;
        if (!r.ExpectAtom(out var tag) || tag.Length > 64)
            return r.Fail("expected a tag") || r.In("response-tagged");
        if (!r.ExpectSpace() || !r.TryCodeAtom(out var word))
            return r.Fail("expected OK, NO or BAD") || r.In("resp-cond-state") || r.In("response-tagged");
        if (!TryStatus(Encoding.Latin1.GetString(word[..Math.Min(word.Length, 8)]).ToUpperInvariant(), out var status))
            return r.Fail("expected OK, NO or BAD") || r.In("resp-cond-state") || r.In("response-tagged");
        var (code, text) = RespText(ref r);
        response = new TaggedResponse(Encoding.Latin1.GetString(tag), status, code, text);
        return true;
    }

    /// <summary>resp-cond-state = ("OK" / "NO" / "BAD") SP resp-text; resp-cond-bye = "BYE" SP resp-text; resp-cond-auth adds PREAUTH</summary>
    public static bool TryCondition(ref ImapReader r, string name, out ConditionResponse response)
    {
        response = null!;
        if (!TryStatus(name, out var status))
            return false;
        var (code, text) = RespText(ref r);
        response = new ConditionResponse(status, code, text);
        return true;
    }

    /// <summary>Quirk BareResponseCode: as if "* OK" stood before it.</summary>
    public static ConditionResponse BareCode(ref ImapReader r)
    {
        r.Note(ServerQuirks.BareResponseCode);
        var (code, text) = RespText(ref r);
        return new ConditionResponse(ResponseStatus.Ok, code, text);
    }

    /// <summary>resp-text = ["[" resp-text-code "]" SP] [text]</summary>
    private static (ResponseCode? Code, string Text) RespText(ref ImapReader r)
    {
        r.TrySpace();
        var code = r.Next == (byte)'[' ? ResponseCodeRules.Code(ref r) : null;
        r.TrySpace();
        return (code, ImapReader.Text(r.Rest));
    }

    private static bool TryStatus(string name, out ResponseStatus status)
    {
        ResponseStatus? known = name switch
        {
            "OK" => ResponseStatus.Ok,
            "NO" => ResponseStatus.No,
            "BAD" => ResponseStatus.Bad,
            "PREAUTH" => ResponseStatus.PreAuth,
            "BYE" => ResponseStatus.Bye,
            _ => null,
        };
        status = known ?? default;
        return known is not null;
    }
}
