namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Fields that multiparts and other parts share.</summary>
internal static class BodyFieldRules
{
    /// <summary>body-fld-param = "(" string SP string *(SP string SP string) ")" / nil</summary>
    public static bool Parameters(ref ImapReader r, out BodyParameter[] parameters)
    {
        parameters = [];
        if (r.TryNil())
            return true;
        if (r.Next != (byte)'(')
        {
            r.Note(ServerQuirks.OddParameters);
            return r.ExpectNString(out _) || r.In("body-fld-param");
        }

        var start = r.Position;
        r.TryOpen();
        var list = new SmallList<BodyParameter>();
        var cut = false;
        while (!r.TryClose())
        {
            r.TrySpace();
            if (!Parameter(ref r, out var parameter))
            {
                parameters = list.ToArray();
                return r.In("body-fld-param");
            }

            if (list.Count < GrammarLimits.Parameters)
                list.Add(parameter);
            else
                cut = true;
        }

        if (list.Count == 0)
            r.Note(ServerQuirks.EmptyList);
        if (cut)
        {
            r.Fail($"more than {GrammarLimits.Parameters} parameters");
            r.AddDefect("BODYSTRUCTURE", start);
        }

        parameters = list.ToArray();
        return true;
    }

    /// <summary>[SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]], up to but without the ")".</summary>
    public static bool Tail(ref ImapReader r, out DispositionFields disposition, out string[] languages, out ReadOnlyMemory<byte> location)
    {
        disposition = default;
        languages = [];
        location = default;
        if (!More(ref r))
            return true;
        if (!Disposition(ref r, out disposition))
            return r.In("body-fld-dsp");
        if (!More(ref r))
            return true;
        if (!ListRules.Words(ref r, out languages))
            return r.In("body-fld-lang");
        if (!More(ref r))
            return true;
        if (r.Next == (byte)'(')
            r.TrySkipValue();
        else if (!r.ExpectNString(out var place))
            return r.In("body-fld-loc");
        else
            location = r.Memory(place);
        while (More(ref r))
        {
            if (!r.TrySkipValue())
                return r.Fail("expected \")\"") || r.In("body-extension");
        }

        return true;
    }

    /// <summary>body-fld-dsp = "(" string SP body-fld-param ")" / nil</summary>
    private static bool Disposition(ref ImapReader r, out DispositionFields disposition)
    {
        disposition = default;
        if (r.TryNil())
            return true;
        var inList = r.TryOpen();
        if (!inList)
            r.Note(ServerQuirks.DispositionAsString);
        if (inList && r.TryClose())
        {
            r.Note(ServerQuirks.EmptyList);
            return true;
        }

        if (!r.ExpectNString(out var kind))
            return false;
        disposition.Kind = kind.IsNil ? null : KnownWords.ToLower(r.Span(kind));
        if (!inList || r.TryClose())
            return true;
        r.SpaceBetween();
        return Parameters(ref r, out disposition.Parameters) && ListRules.SkipToClose(ref r);
    }

    private static bool Parameter(ref ImapReader r, out BodyParameter parameter)
    {
        parameter = default;
        if (!r.ExpectNString(out var name))
            return false;
        r.TrySpace();
        ReadOnlyMemory<byte> value = default;
        if (r.Next is (byte)')' or (byte)'(')
        {
            r.Note(ServerQuirks.OddParameters);
            if (r.Next == (byte)'(' && !r.TrySkipValue())
                return r.Fail("expected a string");
        }
        else if (r.ExpectNString(out var token))
        {
            value = r.Memory(token);
        }
        else
        {
            return false;
        }

        parameter = new BodyParameter(KnownWords.ToLower(r.Span(name)), value);
        return true;
    }

    private static bool More(ref ImapReader r)
    {
        r.TrySpace();
        return r.Next != (byte)')' && !r.AtEnd;
    }
}
