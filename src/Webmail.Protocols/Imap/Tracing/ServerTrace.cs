using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Tracing;

/// <summary>
/// What a server said, as its skeleton: kinds of responses, codes, numbers, system flags, capabilities. Each kind of response has a form of its own here, and whatever leaves it is
/// shown as a length. Nothing of a name, an address, a text, a keyword or a message can get through: names that are numbers ("2026") stand where no number is let through.
/// </summary>
internal ref partial struct ServerTrace
{
    private readonly TraceLine _line = new();
    private TraceReader _reader;

    private ServerTrace(in ImapFrame frame) => _reader = new TraceReader(frame.Bytes.Span, frame.Detached);

    public static string Of(in ImapFrame frame)
    {
        var trace = new ServerTrace(frame);
        trace.Response();
        trace.HideRest();
        return trace._line.ToString();
    }

    private void Response()
    {
        var first = _reader.Next();
        var text = _reader.TextOf(first);
        if (text.SequenceEqual("+"u8))
        {
            _line.Own("+");
            Space();
            return; // a challenge, or free text
        }

        if (text.SequenceEqual("*"u8))
        {
            _line.Own("*");
            Space();
            Untagged();
        }
        else if (_line.TryTag(text))
        {
            Space();
            Condition();
        }
        else
        {
            _line.Hide(text.Length);
        }
    }

    private void Untagged()
    {
        var word = _reader.Peek();
        if (word.Kind != TraceKind.Atom)
        {
            return;
        }

        var text = _reader.TextOf(word);
        if (text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            Named(text);
        }
        else if (text.Length <= 10)
        {
            Counted();
        }
    }

    private void Counted()
    {
        var number = _reader.Next();
        var ahead = _reader;
        ahead.Next();
        var word = ahead.TextOf(ahead.Next());
        if (!IsIn(word, TraceWords.Counted))
        {
            _line.Hide(number.Length);
            return;
        }

        _line.TryNumbers(_reader.TextOf(number));
        Space();
        Word(TraceWords.Counted);
        if (Is(word, "FETCH") && Space() && Bracket((byte)'('))
        {
            Fetch();
        }
    }

    private void Named(scoped ReadOnlySpan<byte> name)
    {
        if (IsIn(name, TraceWords.Conditions))
        {
            Condition();
        }
        else if (Is(name, "CAPABILITY") || Is(name, "ENABLED"))
        {
            Own(Is(name, "ENABLED") ? "ENABLED" : "CAPABILITY");
            while (Space() && Capability())
            {
            }
        }
        else if (Is(name, "FLAGS"))
        {
            Own("FLAGS");
            if (Space())
            {
                List(TraceWords.SystemFlags);
            }
        }
        else if (Is(name, "SEARCH") || Is(name, "SORT") || Is(name, "THREAD") || Is(name, "VANISHED") || Is(name, "ESEARCH"))
        {
            Own(System.Text.Encoding.ASCII.GetString(name).ToUpperInvariant());
            Numbers(TraceWords.SearchResults);
        }
        else if (IsIn(name, TraceWords.Closed))
        {
            Word(TraceWords.Closed);
            Space();
            if (Is(name, "LIST") || Is(name, "LSUB") || Is(name, "XLIST"))
            {
                List(TraceWords.MailboxAttributes);
                Space();
            }
            else if (Is(name, "STATUS"))
            {
                Status();
            }
        }
    }

    private void Condition()
    {
        if (!Word(TraceWords.Conditions) || !Space() || !Bracket((byte)'['))
        {
            return;
        }

        var code = _reader.TextOf(_reader.Peek());
        if (Word(TraceWords.NumberCodes))
        {
            Numbers([], (byte)']');
        }
        else if (Is(code, "CAPABILITY"))
        {
            Own("CAPABILITY");
            while (Space() && Capability())
            {
            }
        }
        else if (Is(code, "PERMANENTFLAGS"))
        {
            Own("PERMANENTFLAGS");
            if (Space())
            {
                List(TraceWords.SystemFlags);
            }
        }
        else
        {
            Word(TraceWords.Codes);
        }

        if (Bracket((byte)']'))
        {
            Space();
        }
    }

    private void Fetch()
    {
        while (!_line.IsFull)
        {
            var name = _reader.TextOf(_reader.Peek());
            if (Bracket((byte)')') || !Word(TraceWords.FetchItems))
            {
                return;
            }

            if (_reader.Peek() is { Kind: TraceKind.Bracket } open && _reader.TextOf(open)[0] == (byte)'[')
            {
                SectionTrace.Write(ref _reader, _line);
            }

            if (!Space())
            {
                return;
            }

            if (Is(name, "FLAGS"))
            {
                List(TraceWords.SystemFlags);
            }
            else if (Is(name, "UID") || Is(name, "RFC822.SIZE"))
            {
                Number();
            }
            else if (Is(name, "MODSEQ") && Bracket((byte)'('))
            {
                Number();
                Bracket((byte)')');
            }
            else
            {
                HideValue();
            }

            Space();
        }
    }
}
