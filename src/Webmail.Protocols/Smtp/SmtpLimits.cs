namespace Webmail.Protocols.Smtp;

/// <summary>Everything a submission server can make us hold or wait for, with a bound.</summary>
public sealed record SmtpLimits
{
    /// <summary>The defaults.</summary>
    public static SmtpLimits Default { get; } = new();

    /// <summary>Octets of one reply line. RFC 5321 says 512; RFC 4954 section 4 lets a challenge have 12,288.</summary>
    public int ReplyLineBytes { get; init; } = 12_288 + 8;

    /// <summary>Lines of one reply. An EHLO reply has some twenty; text for people never a hundred.</summary>
    public int ReplyLines { get; init; } = 256;

    /// <summary>Octets of one reply, all its lines together.</summary>
    public int ReplyBytes { get; init; } = 64 * 1024;

    /// <summary>Characters of a reply's text that we keep for people.</summary>
    public int TextLength { get; init; } = 1024;

    /// <summary>Challenges in one sign-in. The longest mechanism here needs three.</summary>
    public int Challenges { get; init; } = 6;

    /// <summary>Recipients of one transaction. Servers take 100 (RFC 5321 section 4.5.3.1.8) to some thousand.</summary>
    public int Recipients { get; init; } = 10_000;

    /// <summary>Recipients written before their replies are read (RFC 2920): few enough that neither side's socket buffer can fill up with the other not reading.</summary>
    public int RecipientsInFlight { get; init; } = 100;

    /// <summary>Octets of one line of a message, CRLF not counted (RFC 5322 section 2.1.1). A longer one is not sent.</summary>
    public int MessageLineBytes { get; init; } = 998;

    /// <summary>Octets of one BDAT chunk, and so of what is held of a message sent with it.</summary>
    public int ChunkBytes { get; init; } = 128 * 1024;

    /// <summary>BDAT chunks written before their replies are read, where the server has PIPELINING.</summary>
    public int ChunksInFlight { get; init; } = 8;

    /// <summary>How long the server may take to accept one block of the message, or the source to give one (RFC 5321 section 4.5.3.2.5).</summary>
    public TimeSpan Block { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long to wait for the answer to the whole message (RFC 5321 section 4.5.3.2.6): giving up early is how messages are sent twice.</summary>
    public TimeSpan EndOfMessage { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same after the caller has cancelled: long enough for a healthy server, short enough for a process that has to end.</summary>
    public TimeSpan EndOfMessageCancelled { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest one transaction may take in all, however lively the server seems.</summary>
    public TimeSpan Transaction { get; init; } = TimeSpan.FromHours(1);
}
