namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Where real servers leave the grammar and we follow them. Each is handled in one place, which names it.</summary>
[Flags]
public enum ServerQuirks
{
    None = 0,

    /// <summary>More than one space, or one where none belongs. Domino, Courier, Yandex.</summary>
    ExtraSpace = 1,

    /// <summary>A FETCH item in parentheses of its own: <c>UID 1 (ENVELOPE (...)) BODYSTRUCTURE</c>. Domino 9.</summary>
    ItemInParentheses = 1 << 1,

    /// <summary>A section without its value: <c>BODY[2] )</c>. Yandex, for an empty part.</summary>
    MissingSectionValue = 1 << 2,

    /// <summary>A negative number where none can be: sizes and lines of -1 (Exchange), modification sequences (Zoho). Read as zero.</summary>
    NegativeNumber = 1 << 3,

    /// <summary>A modification sequence above 2^63-1. Read as the highest there is.</summary>
    HugeModSeq = 1 << 4,

    /// <summary>A response code alone on a line, without "* OK": <c>[COPYUID 55 31 6]</c>. Exchange (MailKit issue 115).</summary>
    BareResponseCode = 1 << 5,

    /// <summary>A quote inside a quoted string that was not escaped.</summary>
    UnescapedQuote = 1 << 6,

    /// <summary>The delimiter of LIST as <c>"\"</c>, its backslash not escaped.</summary>
    UnescapedDelimiter = 1 << 7,

    /// <summary>The delimiter of LIST or NAMESPACE as <c>""</c>. Means NIL.</summary>
    EmptyDelimiter = 1 << 8,

    /// <summary>A mailbox name with spaces and no quotes.</summary>
    UnquotedMailbox = 1 << 9,

    /// <summary>A multipart of which only the subtype is told: <c>("MIXED")</c>. Gmail and Exchange, for broken messages.</summary>
    MultipartWithoutParts = 1 << 10,

    /// <summary>A part whose media type is NIL (Domino, for messages without a header), or that tells one word of the two (MailKit issue 371).</summary>
    MediaTypeNil = 1 << 11,

    /// <summary>Content-Disposition as a string instead of a list. Old Exchange and Courier.</summary>
    DispositionAsString = 1 << 12,

    /// <summary>message/rfc822 without the embedded envelope and body. Exchange and Gmail, for attached messages they could not read.</summary>
    MessageWithoutBody = 1 << 13,

    /// <summary>A text part without its line count. Domino and Exchange.</summary>
    MissingLines = 1 << 14,

    /// <summary>An empty list where NIL belongs: <c>()</c>.</summary>
    EmptyList = 1 << 15,

    /// <summary>An ENVELOPE that ends before its ten fields.</summary>
    ShortEnvelope = 1 << 16,

    /// <summary>Parameters that are not pairs of strings.</summary>
    OddParameters = 1 << 17,

    /// <summary>UIDNEXT 0 or UIDVALIDITY 0.</summary>
    ZeroUid = 1 << 18,

    /// <summary>A response that ends without its last parenthesis.</summary>
    MissingClose = 1 << 19,

    /// <summary>INTERNALDATE NIL, or one with a date that does not exist.</summary>
    BadDate = 1 << 20,

    /// <summary>A space missing between values.</summary>
    MissingSpace = 1 << 21,

    /// <summary>An attribute of STATUS that is no value: raw octets as MAILBOXID. Cyrus 3.6 and 3.10, in LIST-STATUS. What came before it is kept.</summary>
    OddStatus = 1 << 22,
}
