namespace Webmail.Protocols.Imap.Tracing;

/// <summary>What a stretch of a line is, as far as a trace needs to know.</summary>
internal enum TraceKind
{
    End,
    Space,

    /// <summary>A parenthesis or bracket: one octet.</summary>
    Bracket,
    Atom,

    /// <summary>With its quotes; one that does not end reaches to the end of the line.</summary>
    Quoted,

    /// <summary>Its header; the content is passed over, wherever it is.</summary>
    Literal,

    /// <summary>Something that no line should hold.</summary>
    Other,
}

/// <param name="Start">Where it begins.</param>
/// <param name="Length">Octets in the line, a literal's content included when it stands there.</param>
/// <param name="Announced">Octets of a literal's content.</param>
internal readonly record struct TraceToken(TraceKind Kind, int Start, int Length, long Announced);
