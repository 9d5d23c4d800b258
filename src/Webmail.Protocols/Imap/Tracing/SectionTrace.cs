namespace Webmail.Protocols.Imap.Tracing;

/// <summary>A section in its brackets ("[1.2.HEADER.FIELDS (...)]&lt;0&gt;"): which part, never which fields.</summary>
internal static class SectionTrace
{
    /// <summary>Reads from the opening bracket.</summary>
    public static void Write(ref TraceReader reader, TraceLine line)
    {
        reader.Next();
        line.Own("[");
        var start = reader.At;
        var token = reader.Peek();
        if (token.Kind == TraceKind.Atom && IsPart(reader.TextOf(token), line))
        {
            reader.Next();
            start = reader.At;
        }

        for (token = reader.Peek(); token.Kind != TraceKind.End && !(token.Kind == TraceKind.Bracket && reader.TextOf(token)[0] == (byte)']'); token = reader.Peek())
        {
            reader.Next();
        }

        line.Hide(reader.At - start);
        if (token.Kind == TraceKind.End)
        {
            return;
        }

        reader.Next();
        line.Own("]");
        if (reader.Peek() is { Kind: TraceKind.Atom } origin && IsOrigin(reader.TextOf(origin)))
        {
            reader.Next();
            line.Own(System.Text.Encoding.ASCII.GetString(reader.TextOf(origin)));
        }
    }

    private static bool IsPart(ReadOnlySpan<byte> text, TraceLine line)
    {
        var numbers = text.IndexOfAnyExcept(TraceWords.Dotted);
        if (numbers < 0)
        {
            numbers = text.Length;
        }

        // Parts go a few dozen levels deep; a longer row of digits is something else.
        if (numbers > 60)
        {
            return false;
        }

        var word = text[numbers..];
        if (!word.IsEmpty && !TraceWords.Sections.Contains(System.Text.Encoding.Latin1.GetString(word)))
        {
            return false;
        }

        line.Own(System.Text.Encoding.ASCII.GetString(text[..numbers]));
        return word.IsEmpty || line.TryWord(word, TraceWords.Sections);
    }

    // "<0>" of an answer, "<0.2048>" of a command.
    private static bool IsOrigin(ReadOnlySpan<byte> text) =>
        text.Length is > 2 and <= 24 && text[0] == (byte)'<' && text[^1] == (byte)'>' && !text[1..^1].ContainsAnyExcept(TraceWords.Dotted);
}
