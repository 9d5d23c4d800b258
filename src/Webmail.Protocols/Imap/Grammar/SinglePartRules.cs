namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Parts that are no multipart.</summary>
internal static class SinglePartRules
{
    /// <summary>body-type-1part = (body-type-basic / body-type-msg / body-type-text) [SP body-ext-1part]</summary>
    public static bool SinglePart(ref ImapReader r, string parent, int index, out BodyStructure? body)
    {
        r.SkipSpaces();
        if (!r.ExpectNString(out var type))
        {
            body = null;
            return r.In("media-type");
        }

        var section = PartNumber.Child(parent, Math.Max(index, 1));
        var fields = new PartFields();
        var isWithoutSubtype = IsWithoutSubtype(r, type);

        // Quirk MultipartWithoutParts: the one string is the subtype of a multipart.
        if (!isWithoutSubtype && (r.Next == (byte)')' || (r.Next == (byte)' ' && r.At(1) == (byte)'(') || IsMultipartsEnd(r, type)))
        {
            r.Note(ServerQuirks.MultipartWithoutParts);
            var whole = new MultipartFields { Subtype = type.IsNil ? "mixed" : KnownWords.ToLower(r.Span(type)) };
            var sound = BodyRules.Extension(ref r, ref whole);
            body = whole.Build(index == 0 ? parent : PartNumber.Child(parent, index), []);
            return sound;
        }

        if (isWithoutSubtype)
        {
            r.Note(ServerQuirks.MediaTypeNil);
            fields.Subtype = KnownWords.ToLower(r.Span(type));
        }

        var read = (isWithoutSubtype || MediaType(ref r, type, ref fields)) && Fields(ref r, ref fields) && Kind(ref r, section, ref fields) && Extension(ref r, ref fields);
        body = fields.Build(section);
        return read || r.In("body-type-1part");
    }

    // Quirk MediaTypeNil: one word and then all that a single part has: parameters, id, description, encoding, octets.
    private static bool IsWithoutSubtype(ImapReader r, ImapToken type) =>
        !type.IsNil && r.Next == (byte)' ' && r.At(1) == (byte)'(' && r.TrySpace() && r.TrySkipValue() && SkipWord(ref r) && SkipWord(ref r) && SkipWord(ref r)
        && r.Next == (byte)' ' && r.At(1) is >= (byte)'0' and <= (byte)'9';

    // Quirk MultipartWithoutParts, with NIL for its parameters: what follows can't be a single part, because a list stands where its id belongs.
    private static bool IsMultipartsEnd(ImapReader r, ImapToken type) =>
        !type.IsNil && r.TrySpace() && r.TryNil() && r.Next == (byte)' ' && r.At(1) == (byte)'(' && r.TrySpace() && r.TrySkipValue() && (r.Next == (byte)')' || (SkipWord(ref r) && r.Next == (byte)')'));

    private static bool SkipWord(ref ImapReader r) => r.TrySpace() && r.Next != (byte)'(' && r.TrySkipValue();

    // Quirk MediaTypeNil: nobody knows what it is, so it is treated as bytes.
    private static bool MediaType(ref ImapReader r, ImapToken type, ref PartFields fields)
    {
        r.SpaceBetween();
        if (!r.ExpectNString(out var subtype))
            return r.In("media-subtype");
        if (type.IsNil || subtype.IsNil)
        {
            r.Note(ServerQuirks.MediaTypeNil);
            return true;
        }

        fields.Type = KnownWords.ToLower(r.Span(type));
        fields.Subtype = KnownWords.ToLower(r.Span(subtype));
        return true;
    }

    /// <summary>body-fields = body-fld-param SP body-fld-id SP body-fld-desc SP body-fld-enc SP body-fld-octets</summary>
    private static bool Fields(ref ImapReader r, ref PartFields fields)
    {
        r.SpaceBetween();
        if (!BodyFieldRules.Parameters(ref r, out fields.Parameters))
            return r.In("body-fields");
        r.SpaceBetween();
        if (!r.ExpectNString(out var id))
            return r.In("body-fld-id");
        fields.Id = r.Memory(id);
        r.SpaceBetween();
        if (!r.ExpectNString(out var description))
            return r.In("body-fld-desc");
        fields.Description = r.Memory(description);
        r.SpaceBetween();
        if (!r.ExpectNString(out var encoding))
            return r.In("body-fld-enc");
        if (!encoding.IsNil && encoding.Length > 0)
            fields.Encoding = KnownWords.ToLower(r.Span(encoding));
        r.SpaceBetween();
        return r.TryNil() || r.ExpectSize(out fields.Octets) || r.In("body-fld-octets");
    }

    // body-type-text adds body-fld-lines, body-type-msg adds envelope SP body SP body-fld-lines.
    private static bool Kind(ref ImapReader r, string section, ref PartFields fields)
    {
        var isMessage = fields.Type == "message" && fields.Subtype is "rfc822" or "global";
        if (isMessage && r.Next == (byte)' ' && r.At(1) == (byte)'(')
            return Embedded(ref r, section, ref fields);
        if (isMessage)
            SkipNilMessage(ref r);
        if (r.Next == (byte)' ' && r.At(1) is (>= (byte)'0' and <= (byte)'9') or (byte)'-')
        {
            r.TrySpace();
            if (!r.ExpectSize(out var lines))
                return r.In("body-fld-lines");
            fields.Lines = lines;
        }
        else if (fields.Type == "text")
        {
            r.Note(ServerQuirks.MissingLines);
        }

        return true;
    }

    private static bool Embedded(ref ImapReader r, string section, ref PartFields fields)
    {
        r.TrySpace();
        if (!EnvelopeRules.Envelope(ref r, out fields.Envelope))
            return r.In("body-type-msg");
        r.SpaceBetween();
        if (r.TryNil() || TryEmptyList(ref r))
            r.Note(ServerQuirks.MessageWithoutBody);
        else if (!BodyRules.Body(ref r, section, 0, out fields.Embedded))
            return r.In("body-type-msg");
        if (r.Next == (byte)' ' && r.At(1) is (>= (byte)'0' and <= (byte)'9') or (byte)'-')
        {
            r.TrySpace();
            if (!r.ExpectSize(out var lines))
                return r.In("body-fld-lines");
            fields.Lines = lines;
        }

        return true;
    }

    private static bool TryEmptyList(ref ImapReader r)
    {
        if (r.Next != (byte)'(' || r.At(1) != (byte)')')
            return false;
        r.Note(ServerQuirks.EmptyList);
        r.Position += 2;
        return true;
    }

    // Quirk MessageWithoutBody: NIL NIL and perhaps the lines, or nothing at all.
    private static void SkipNilMessage(ref ImapReader r)
    {
        r.Note(ServerQuirks.MessageWithoutBody);
        var start = r.Position;
        var isNil = r.TrySpace() && r.TryNil() && r.TrySpace() && r.TryNil() && r.Next == (byte)' ' && r.At(1) is >= (byte)'0' and <= (byte)'9';
        if (!isNil)
            r.Position = start;
    }

    /// <summary>body-ext-1part = body-fld-md5 [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]]</summary>
    private static bool Extension(ref ImapReader r, ref PartFields fields)
    {
        if (!r.TrySpace() || r.Next == (byte)')')
            return true;
        if (r.Next != (byte)'(' && !r.ExpectNString(out _))
            return r.In("body-fld-md5") || r.In("body-ext-1part");

        return BodyFieldRules.Tail(ref r, out fields.Disposition, out fields.Languages, out fields.Location) || r.In("body-ext-1part");
    }
}
