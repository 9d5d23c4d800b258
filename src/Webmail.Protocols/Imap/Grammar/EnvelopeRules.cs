namespace Webmail.Protocols.Imap.Grammar;

/// <summary>ENVELOPE. A field that is wrong is left empty and the next one is read.</summary>
internal static class EnvelopeRules
{
    /// <summary>
    /// envelope = "(" env-date SP env-subject SP env-from SP env-sender SP env-reply-to SP env-to SP env-cc SP env-bcc SP
    /// env-in-reply-to SP env-message-id ")"
    /// </summary>
    /// <returns>False when the end of the envelope is lost; <paramref name="envelope"/> then holds what came before.</returns>
    public static bool Envelope(ref ImapReader r, out Envelope? envelope)
    {
        envelope = null;
        if (!r.ExpectOpen())
            return r.In("envelope");
        var state = new State();
        envelope = new Envelope
        {
            DateText = Field(ref r, ref state, "env-date"),
            Subject = Subject(ref r, ref state),
            From = Addresses(ref r, ref state, "env-from"),
            Sender = Addresses(ref r, ref state, "env-sender"),
            ReplyTo = Addresses(ref r, ref state, "env-reply-to"),
            To = Addresses(ref r, ref state, "env-to"),
            Cc = Addresses(ref r, ref state, "env-cc"),
            Bcc = Addresses(ref r, ref state, "env-bcc"),
            InReplyTo = Field(ref r, ref state, "env-in-reply-to"),
            MessageId = Field(ref r, ref state, "env-message-id"),
        };
        if (state.Lost)
            return r.In("envelope");
        return ListRules.SkipToClose(ref r) || r.In("envelope");
    }

    // env-date = nstring, and the others like it.
    private static ReadOnlyMemory<byte> Field(ref ImapReader r, ref State state, string rule)
    {
        if (!Begin(ref r, ref state))
            return default;
        var start = r.Position;
        if (r.Next != (byte)'(' && r.ExpectNString(out var token))
            return r.Memory(token);
        Recover(ref r, ref state, rule, start);
        return default;
    }

    // Quirk UnescapedQuote: after the subject there is a list or NIL, so what else follows a quote still belongs to it.
    private static ReadOnlyMemory<byte> Subject(ref ImapReader r, ref State state)
    {
        var start = r.Position + 1;
        var quoted = r.Next == (byte)' ' && r.At(1) == (byte)'"';
        var subject = Field(ref r, ref state, "env-subject");
        if (!quoted || state.Lost || IsListAhead(r))
            return subject;
        var end = r.Position;
        r.Position = start;
        if (r.TryQuotedUntil("\" (("u8, out var token) || r.TryQuotedUntil("\" NIL "u8, out token))
            return r.Memory(token);
        r.Position = end;
        return subject;
    }

    private static bool IsListAhead(in ImapReader r) =>
        r.Next is (byte)')' or 0 || (r.Next == (byte)' ' && r.At(1) is (byte)'(' or (byte)'N' or (byte)'n' or (byte)' ' or (byte)')');

    // env-from = "(" 1*address ")" / nil, and the others like it.
    private static EnvelopeAddress[] Addresses(ref ImapReader r, ref State state, string rule)
    {
        if (!Begin(ref r, ref state) || r.TryNil())
            return [];
        var start = r.Position;
        if (AddressList(ref r, ref state, out var addresses))
            return addresses;
        Recover(ref r, ref state, rule, start);
        return addresses;
    }

    private static bool AddressList(ref ImapReader r, ref State state, out EnvelopeAddress[] addresses)
    {
        addresses = [];
        var listStart = r.Position;

        // Sender and Reply-To are nearly always From again (the server fills them in), so equal bytes share one list.
        if (state.LastEnd > 0 && r.Rest.StartsWith(r.Slice(state.LastStart, state.LastEnd)))
        {
            r.Position += state.LastEnd - state.LastStart;
            addresses = state.Last;
            return true;
        }

        if (!r.ExpectOpen())
            return false;
        var list = new SmallList<EnvelopeAddress>();
        var start = listStart;
        while (!r.TryClose())
        {
            r.TrySpace();
            if (r.TryNil())
                continue;
            start = r.Position;
            if (!Address(ref r, out var address) && !AddressWithOddName(ref r, start, out address))
            {
                addresses = list.ToArray();
                return false;
            }

            if (list.Count < GrammarLimits.Addresses)
                list.Add(address);
            else
                state.TooMany = true;
        }

        if (list.Count == 0)
            r.Note(ServerQuirks.EmptyList);
        if (state.TooMany)
        {
            state.TooMany = false;
            r.Fail($"more than {GrammarLimits.Addresses} addresses");
            r.AddDefect("ENVELOPE", listStart);
        }

        addresses = list.ToArray();
        (state.LastStart, state.LastEnd, state.Last) = (listStart, r.Position, addresses);
        return true;
    }

    /// <summary>address = "(" addr-name SP addr-adl SP addr-mailbox SP addr-host ")"</summary>
    private static bool Address(ref ImapReader r, out EnvelopeAddress address)
    {
        address = default;
        if (!r.ExpectOpen() || !r.ExpectNString(out var name))
            return r.In("addr-name") || r.In("address");
        return AfterName(ref r, name, out address);
    }

    // Quirk UnescapedQuote: quotes or a last backslash in a name. A route is hardly ever told, so the name ends before NIL.
    private static bool AddressWithOddName(ref ImapReader r, int start, out EnvelopeAddress address)
    {
        address = default;
        var lost = r.Position;
        r.Position = start;
        if (r.TryOpen() && r.TryQuotedUntil("\" NIL \""u8, out var name) && AfterName(ref r, name, out address))
        {
            r.TakeProblem();
            return true;
        }

        r.Position = lost;
        return false;
    }

    private static bool AfterName(ref ImapReader r, ImapToken name, out EnvelopeAddress address)
    {
        address = default;
        r.SpaceBetween();
        if (!r.ExpectNString(out var route))
            return r.In("addr-adl") || r.In("address");
        r.SpaceBetween();
        if (!r.ExpectNString(out var mailbox))
            return r.In("addr-mailbox") || r.In("address");
        r.SpaceBetween();
        if (!r.ExpectNString(out var host) || !ListRules.SkipToClose(ref r))
            return r.In("addr-host") || r.In("address");
        address = new EnvelopeAddress(r.Memory(name), r.Memory(route), r.Memory(mailbox), r.Memory(host), !host.IsNil);
        return true;
    }

    private static bool Begin(ref ImapReader r, ref State state)
    {
        if (state.Lost)
            return false;
        r.TrySpace();
        if (r.Next == (byte)')')
        {
            r.Note(ServerQuirks.ShortEnvelope);
            return false;
        }

        return true;
    }

    private static void Recover(ref ImapReader r, ref State state, string rule, int start)
    {
        r.In(rule);
        r.In("envelope");
        r.AddDefect("ENVELOPE", start);
        r.Position = start;
        if (!r.TrySkipValue())
            state.Lost = true;
    }

    private struct State
    {
        public bool Lost;
        public bool TooMany;
        public int LastStart;
        public int LastEnd;
        public EnvelopeAddress[] Last;
    }
}
