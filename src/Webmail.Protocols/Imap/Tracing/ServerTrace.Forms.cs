using System.Collections.Frozen;

namespace Webmail.Protocols.Imap.Tracing;

/// <content>The forms that several responses share.</content>
internal ref partial struct ServerTrace
{
    // The name may be an atom with spaces in it where a server forgot the quotes: the counters begin with the last parenthesis.
    private void Status()
    {
        var ahead = _reader;
        var begin = -1;
        for (var token = ahead.Next(); token.Kind != TraceKind.End; token = ahead.Next())
        {
            begin = token.Kind == TraceKind.Bracket && ahead.TextOf(token)[0] == (byte)'(' ? token.Start : begin;
        }

        if (begin < 0)
        {
            return;
        }

        _line.Hide(begin - _reader.At);
        _reader.SkipTo(begin);
        Bracket((byte)'(');
        while (Word(TraceWords.StatusItems) && Space() && Number() && Space())
        {
        }

        Bracket((byte)')');
    }

    private void Numbers(FrozenSet<string> words, byte end = 0)
    {
        while (!_line.IsFull)
        {
            var token = _reader.Peek();
            var text = _reader.TextOf(token);
            if (token.Kind is TraceKind.End || (token.Kind == TraceKind.Bracket && text[0] == end))
            {
                return;
            }

            var isShown = token.Kind switch
            {
                TraceKind.Space => true,
                TraceKind.Bracket => text[0] is (byte)'(' or (byte)')',
                TraceKind.Atom => IsIn(text, words) || !text.ContainsAnyExcept(TraceWords.Numbers),
                _ => false,
            };
            if (isShown)
            {
                _reader.Next();
                Show(token.Kind, text, words);
            }
            else if (Is(text, "TAG"))
            {
                Own("TAG");
                Space();
                HideValue();
            }
            else
            {
                return; // MAILBOX and a name, or what nobody knows
            }
        }
    }

    private readonly void Show(TraceKind kind, ReadOnlySpan<byte> text, FrozenSet<string> words)
    {
        if (kind == TraceKind.Space)
        {
            _line.Own(" ");
        }
        else if (kind == TraceKind.Bracket)
        {
            _line.Own(text[0] == (byte)'(' ? "(" : ")");
        }
        else if (!_line.TryWord(text, words) && !_line.TryNumbers(text))
        {
            _line.Hide(text.Length);
        }
    }

    /// <summary>A list in parentheses of words that may be known; each other one is hidden.</summary>
    private void List(FrozenSet<string> words)
    {
        if (!Bracket((byte)'('))
        {
            return;
        }

        while (!_line.IsFull && !Bracket((byte)')'))
        {
            var token = _reader.Next();
            if (token.Kind == TraceKind.End)
            {
                return;
            }

            if (token.Kind == TraceKind.Space)
            {
                _line.Own(" ");
            }
            else if (token.Kind != TraceKind.Atom || !_line.TryWord(_reader.TextOf(token), words))
            {
                _line.Hide(token.Length);
            }
        }
    }

    private bool Capability()
    {
        var token = _reader.Peek();
        if (token.Kind != TraceKind.Atom || _line.IsFull)
        {
            return false;
        }

        _reader.Next();
        var text = _reader.TextOf(token);
        var equals = text.IndexOf((byte)'=');
        if (_line.TryWord(text, TraceWords.Capabilities))
        {
            return true;
        }

        if (equals > 0 && IsIn(text[..equals], TraceWords.NumberCapabilities) && !text[(equals + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            _line.TryWord(text[..equals], TraceWords.NumberCapabilities);
            _line.Own("=").TryNumbers(text[(equals + 1)..]);
            return true;
        }

        _line.Hide(text.Length);
        return true;
    }
}
