namespace Webmail.Mime.Parsing;

/// <summary>How an mbox file keeps a line of text that begins with "From " from looking like the next message.</summary>
public enum MboxForm
{
    /// <summary>By a <c>&gt;</c> that nobody takes away again (RFC 4155, "mboxo"): the bytes are given as they are.</summary>
    Plain,

    /// <summary>By one <c>&gt;</c> more in front of <c>From</c>, <c>&gt;From</c>, <c>&gt;&gt;From</c> … ("mboxrd"); one is taken away.</summary>
    Quoted,

    /// <summary>Not at all: Content-Length says how long the body is ("mboxcl"). A message without it is read as <see cref="Plain"/>.</summary>
    ContentLength,
}
