namespace Webmail.Protocols.Imap.Grammar;

/// <summary>BODY and BODYSTRUCTURE. A part that is wrong keeps its place and its number, so that its siblings keep theirs.</summary>
internal static class BodyRules
{
    private const string Item = "BODYSTRUCTURE";

    /// <summary>The body of a message: numbers start at 1.</summary>
    public static bool Message(ref ImapReader r, out BodyStructure? body) => Body(ref r, "", 0, out body);

    /// <summary>body = "(" (body-type-1part / body-type-mpart) ")"</summary>
    /// <param name="r">The reader, at the parenthesis.</param>
    /// <param name="parent">The part number of what this is in; "" for the message.</param>
    /// <param name="index">The place in a multipart from 1; 0 for the body of a message, which has no number of its own when it is a multipart.</param>
    /// <param name="body">What was understood, also when the end of it was lost; null when that is nothing.</param>
    /// <returns>False when the end of the body is lost.</returns>
    public static bool Body(ref ImapReader r, string parent, int index, out BodyStructure? body)
    {
        var start = r.Position;
        body = null;
        if (r.Depth >= GrammarLimits.BodyDepth)
            r.Fail($"more than {GrammarLimits.BodyDepth} parts inside each other");
        else if (r.ExpectOpen())
        {
            r.Depth++;
            r.Parts++;
            var read = r.Next == (byte)'(' ? Multipart(ref r, parent, index, out body) : SinglePartRules.SinglePart(ref r, parent, index, out body);
            r.Depth--;
            if (read && r.ExpectClose())
                return true;
        }

        r.In("body");
        r.AddDefect(Item, start);
        r.Position = start;
        body ??= Unreadable(parent, index);
        return r.TrySkipValue() || r.Fail("the end of a body is lost");
    }

    /// <summary>body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart]</summary>
    private static bool Multipart(ref ImapReader r, string parent, int index, out BodyStructure? body)
    {
        var section = index == 0 ? parent : PartNumber.Child(parent, index);
        var parts = new SmallList<BodyStructure>();
        var sound = true;
        var number = 0;
        while (sound && IsPartAhead(ref r))
        {
            if (r.Parts >= GrammarLimits.BodyParts)
            {
                sound = SkipParts(ref r);
                break;
            }

            sound = Body(ref r, section, ++number, out var part);
            if (part is not null)
                parts.Add(part);
        }

        var fields = new MultipartFields { Subtype = "mixed", Parameters = [], Disposition = new DispositionFields { Parameters = [] }, Languages = [] };
        sound = sound && MultipartEnd(ref r, ref fields);
        body = fields.Build(section, parts.ToArray());
        return sound || r.In("body-type-mpart");
    }

    /// <summary>SP media-subtype [SP body-ext-mpart]; body-ext-mpart = body-fld-param [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]]</summary>
    public static bool MultipartEnd(ref ImapReader r, ref MultipartFields fields)
    {
        r.TrySpace();
        if (r.Next == (byte)')')
            return true;
        if (!r.ExpectNString(out var subtype))
            return r.In("media-subtype");
        if (!subtype.IsNil)
            fields.Subtype = KnownWords.ToLower(r.Span(subtype));
        return Extension(ref r, ref fields);
    }

    public static bool Extension(ref ImapReader r, ref MultipartFields fields)
    {
        if (!r.TrySpace() || r.Next == (byte)')')
            return true;
        if (!BodyFieldRules.Parameters(ref r, out fields.Parameters))
            return r.In("body-ext-mpart");
        return BodyFieldRules.Tail(ref r, out fields.Disposition, out fields.Languages, out fields.Location) || r.In("body-ext-mpart");
    }

    private static bool IsPartAhead(ref ImapReader r)
    {
        if (r.Next == (byte)'(')
            return true;
        if (r.Next != (byte)' ' || r.At(1) != (byte)'(')
            return false;
        r.SkipSpaces();
        return true;
    }

    private static bool SkipParts(ref ImapReader r)
    {
        r.Fail($"more than {GrammarLimits.BodyParts} parts");
        r.AddDefect(Item, r.Position);
        while (IsPartAhead(ref r))
        {
            if (!r.TrySkipValue())
                return r.Fail("the end of a part is lost");
        }

        return true;
    }

    private static SinglePartStructure Unreadable(string parent, int index) => new()
    {
        Section = PartNumber.Child(parent, Math.Max(index, 1)),
        MediaType = "application",
        MediaSubtype = "octet-stream",
        Encoding = "7bit",
    };
}
