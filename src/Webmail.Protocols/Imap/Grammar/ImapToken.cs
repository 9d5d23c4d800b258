namespace Webmail.Protocols.Imap.Grammar;

/// <summary>How a value was written.</summary>
internal enum TokenForm : byte
{
    Nil,
    Atom,
    Quoted,

    /// <summary>Quoted, with backslashes to undo.</summary>
    Escaped,
    Literal,

    /// <summary>A literal whose content is not in the frame.</summary>
    Detached,
}

/// <summary>A value's place in the frame. Costs nothing until its bytes or its text are asked of the reader.</summary>
internal readonly record struct ImapToken(int Start, int Length, TokenForm Form, int DetachedIndex = -1)
{
    public static ImapToken Nil { get; } = new(0, 0, TokenForm.Nil);

    public bool IsNil => Form == TokenForm.Nil;
}
