using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Sections of a FETCH response.</summary>
internal static class SectionRules
{
    /// <summary>section = "[" [section-spec] "]"; section-spec = section-msgtext / (section-part ["." section-text])</summary>
    public static bool Section(ref ImapReader r, out SectionPath path)
    {
        path = SectionPath.Whole;
        if (!r.ExpectByte((byte)'[', "expected \"[\""))
            return r.In("section");
        var part = Part(ref r);
        var rest = r.Rest;
        var end = rest.IndexOfAny(" ]"u8);
        if (end < 0)
            return r.Fail("expected \"]\"") || r.In("section");
        if (!TryKind(rest[..end], out var kind))
            return r.Fail("expected HEADER, TEXT or MIME") || r.In("section-text");
        r.Position += end;
        string[] fields = [];
        if (r.TrySpace() && !ListRules.Words(ref r, out fields))
            return r.In("header-list") || r.In("section");
        if (!r.ExpectByte((byte)']', "expected \"]\""))
            return r.In("section");
        return SectionPath.TryCreate(part, kind, fields, out path) || r.Fail("not a section of a message") || r.In("section");
    }

    /// <summary>"&lt;" number "&gt;": where a partial answer starts.</summary>
    public static bool Origin(ref ImapReader r, out uint? origin)
    {
        origin = null;
        if (!r.TryByte((byte)'<'))
            return true;
        if (!r.ExpectNumber(out var octet) || !r.ExpectByte((byte)'>', "expected \">\""))
            return r.In("msg-att-static");
        origin = octet;
        return true;
    }

    // section-part = nz-number *("." nz-number), with the dot before what follows.
    private static string Part(ref ImapReader r)
    {
        var rest = r.Rest;
        var end = 0;
        while (end < rest.Length && rest[end] is (>= (byte)'0' and <= (byte)'9') or (byte)'.')
            end++;
        r.Position += end;
        var digits = rest[..end].TrimEnd((byte)'.');
        return digits.Length == 1 && digits[0] != (byte)'0' ? PartNumber.Child("", digits[0] - '0') : Encoding.ASCII.GetString(digits);
    }

    private static bool TryKind(ReadOnlySpan<byte> word, out SectionKind kind)
    {
        kind = SectionKind.Body;
        if (word.IsEmpty)
            return true;
        if (Ascii.EqualsIgnoreCase(word, "HEADER"u8))
            kind = SectionKind.Header;
        else if (Ascii.EqualsIgnoreCase(word, "TEXT"u8))
            kind = SectionKind.Text;
        else if (Ascii.EqualsIgnoreCase(word, "MIME"u8))
            kind = SectionKind.Mime;
        else if (Ascii.EqualsIgnoreCase(word, "HEADER.FIELDS"u8))
            kind = SectionKind.HeaderFields;
        else if (Ascii.EqualsIgnoreCase(word, "HEADER.FIELDS.NOT"u8))
            kind = SectionKind.HeaderFieldsNot;
        else
            return false;
        return true;
    }
}
