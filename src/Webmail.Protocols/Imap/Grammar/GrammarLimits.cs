namespace Webmail.Protocols.Imap.Grammar;

/// <summary>How much structure one response may bring. What is beyond is cut and reported as a defect; nothing is refused as a whole.</summary>
public static class GrammarLimits
{
    /// <summary>Parentheses inside parentheses in values we only skip. Counting them costs nothing, so this only stops nonsense.</summary>
    public const int ListDepth = 1000;

    /// <summary>Parts inside parts of a BODYSTRUCTURE. Each level is one call deep for us and for whoever walks the tree; Dovecot itself stops at 100, mail people send at about 10.</summary>
    public const int BodyDepth = 50;

    /// <summary>Parts of one message. A digest of a busy list has a few hundred; Dovecot stops at 10,000.</summary>
    public const int BodyParts = 2000;

    /// <summary>Parameters of one part, and of one disposition. RFC 2231 splits long names into many.</summary>
    public const int Parameters = 128;

    /// <summary>Addresses of one header of an ENVELOPE. Each is some 70 bytes in memory.</summary>
    public const int Addresses = 4096;

    /// <summary>Defects kept of one row. More tell nothing new.</summary>
    public const int Defects = 16;

    /// <summary>Sections of one FETCH row. We never ask for more.</summary>
    public const int Sections = 256;

    /// <summary>Answers to answers in THREAD; deeper ones become siblings, because those who walk the tree recurse.</summary>
    public const int ThreadDepth = 200;

    /// <summary>Lists inside lists of THREAD. One opens where a conversation branches; each costs us 16 bytes until it closes.</summary>
    public const int ThreadLists = 100_000;

    /// <summary>Messages of a THREAD answer; a response has room for three million, at 60 bytes of memory each. Beyond it conversations are cut off.</summary>
    public const int ThreadMessages = 400_000;

    /// <summary>Words of lists such as CAPABILITY, FLAGS, attributes and quota resources.</summary>
    public const int Words = 4096;

    /// <summary>Bytes kept of a response that is malformed or unknown, for the log and for bug reports.</summary>
    public const int RawBytes = 4096;

    /// <summary>Places tried to find the next item after a broken one whose end cannot be found. Each costs at most its own length.</summary>
    public const int RecoveryAttempts = 32;
}
