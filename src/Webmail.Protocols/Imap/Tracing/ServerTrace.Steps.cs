using System.Collections.Frozen;

namespace Webmail.Protocols.Imap.Tracing;

/// <content>Single steps along a line: each shows one thing, or nothing and stays where it is.</content>
internal ref partial struct ServerTrace
{
    /// <summary>One value, however deep: its length, and of a literal the length that was announced.</summary>
    private void HideValue()
    {
        var token = _reader.Next();
        if (token.Kind == TraceKind.Literal)
        {
            _line.Literal(token.Announced);
            return;
        }

        if (token.Kind == TraceKind.Bracket && _reader.TextOf(token)[0] == (byte)'(')
        {
            _reader.SkipBalanced();
        }

        _line.Hide(_reader.At - token.Start);
    }

    private void HideRest()
    {
        _line.Own(_line.IsFull && _reader.Left > 0 ? "… " : "").Hide(_reader.Left);
        _reader.SkipTo(int.MaxValue);
    }

    private bool Word(FrozenSet<string> words)
    {
        var token = _reader.Peek();
        if (token.Kind != TraceKind.Atom || !_line.TryWord(_reader.TextOf(token), words))
        {
            return false;
        }

        _reader.Next();
        return true;
    }

    private void Own(string word)
    {
        _reader.Next();
        _line.Own(word);
    }

    private bool Number()
    {
        var token = _reader.Peek();
        if (token.Kind != TraceKind.Atom || !_line.TryNumbers(_reader.TextOf(token)))
        {
            return false;
        }

        _reader.Next();
        return true;
    }

    private bool Space()
    {
        if (_reader.Peek().Kind != TraceKind.Space)
        {
            return false;
        }

        _reader.Next();
        _line.Own(" ");
        return true;
    }

    private bool Bracket(byte which)
    {
        var token = _reader.Peek();
        if (token.Kind != TraceKind.Bracket || _reader.TextOf(token)[0] != which)
        {
            return false;
        }

        _reader.Next();
        _line.Own(((char)which).ToString());
        return true;
    }

    private static bool Is(ReadOnlySpan<byte> octets, string word) => System.Text.Ascii.EqualsIgnoreCase(octets, word);

    private static bool IsIn(ReadOnlySpan<byte> octets, FrozenSet<string> words)
    {
        if (octets.Length > 64)
        {
            return false;
        }

        Span<char> text = stackalloc char[octets.Length];
        System.Text.Encoding.Latin1.GetChars(octets, text);
        return words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);
    }
}
