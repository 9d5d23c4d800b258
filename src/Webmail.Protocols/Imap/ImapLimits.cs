namespace Webmail.Protocols.Imap;

/// <summary>
/// Everything a server can make us hold or wait for, with a bound. The defaults suit a webmail that serves mailboxes of
/// a million messages from servers it does not trust.
/// </summary>
public sealed record ImapLimits
{
    /// <summary>The defaults.</summary>
    public static ImapLimits Default { get; } = new();

    /// <summary>
    /// Octets of one response held in memory, its inline literals included. 12 MB is a plain SEARCH answer with 1.5 million
    /// numbers on one line; a longer one ends the connection, because a line cannot be skipped without reading it.
    /// </summary>
    public int FrameBytes { get; init; } = 12 * 1024 * 1024;

    /// <summary>Octets of a literal kept inline. 64 KB holds any header a person wrote and most text bodies.</summary>
    public int InlineLiteralBytes { get; init; } = 64 * 1024;

    /// <summary>Octets of a literal kept inline when a FETCH asked for that section by itself: a text body, a calendar, a signature.</summary>
    public int SectionBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Octets kept of a literal that is dropped, so that a giant subject still shows how it begins.</summary>
    public int DrainedHeadBytes { get; init; } = 4 * 1024;

    /// <summary>
    /// Octets read only to be dropped (an unasked literal, the rest of a cancelled answer) before closing is cheaper
    /// than reading on: about a second on a 100 Mbit/s line.
    /// </summary>
    public long DrainBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Untagged responses to one command. Ten million is ten times the biggest mailbox; endless data is an attack.</summary>
    public int ResponsesPerCommand { get; init; } = 10_000_000;

    /// <summary>
    /// Untagged responses that belong to no command: per quarter of an hour while nothing runs, else until the next command is answered. A busy
    /// NOTIFY subtree stays far below. Who empties a mailbox of more messages costs its other connections one new start.
    /// </summary>
    public int UnsolicitedResponses { get; init; } = 300_000;

    /// <summary>Untagged responses before signing in: a greeting and capabilities are all there is to say.</summary>
    public int ResponsesBeforeSignIn { get; init; } = 1_000;

    /// <summary>Rows a FETCH may be ahead of its reader before the socket is no longer read.</summary>
    public int RowsAhead { get; init; } = 1024;

    /// <summary>Rows a FETCH may be ahead when other commands wait behind it and the socket therefore must be read.</summary>
    public int RowsAheadWhileOthersWait { get; init; } = 100_000;

    /// <summary>Events held for a reader of <see cref="ImapConnection.Events"/> that does not keep up; then they become one <see cref="MailboxResyncEvent"/>.</summary>
    public int EventBacklog { get; init; } = 4096;

    /// <summary>
    /// Octets of the responses that <see cref="ImapConnection.Events"/> are made of, while nobody has read them; then they become one
    /// <see cref="MailboxResyncEvent"/> too. A row with an envelope of 4,096 addresses is a third of a megabyte.
    /// </summary>
    public int EventBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Octets of the rows that a FETCH may be ahead of its reader before the socket is no longer read.</summary>
    public int RowBytesAhead { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// The same when other commands wait behind it. A reader that waits for one of those in the middle of its rows waits for itself
    /// beyond this, until <see cref="BodyStall"/> ends it: some 5,500 rows of a listing. An envelope of
    /// nothing but addresses takes five times its octets in memory.
    /// </summary>
    public int RowBytesAheadWhileOthersWait { get; init; } = 5 * 1024 * 1024;

    /// <summary>
    /// Octets of all the untagged responses that one command gathers before it is done (LIST, SEARCH, ...): some 70,000 folders with their counters,
    /// or the hits of a search in a mailbox of 1.4 million. As objects that is up to three times as much, and has to stay below 32 MiB: names of mailboxes, which take more,
    /// count half as much again. Rows and bodies flow and are not counted.
    /// </summary>
    public int AnswerBytes { get; init; } = 11 * 1024 * 1024;

    /// <summary>
    /// Octets of the changed rows that a SELECT with QRESYNC gathers: some 90,000 changed flags. Beyond it they are dropped and the mailbox counts as
    /// not resynchronised, so that its reader compares by itself.
    /// </summary>
    public int ChangedRowBytes { get; init; } = 6 * 1024 * 1024;

    /// <summary>Octets of a text the server wrote for people that we keep (alerts, refusals, BYE).</summary>
    public int TextBytes { get; init; } = 1024;

    /// <summary>
    /// How many octets one compressed octet may become on the whole (COMPRESS, RFC 4978). DEFLATE can make 1,032; a listing makes 10, base64 of an empty disc image
    /// comes near the end of the scale but is asked for by its reader, and <see cref="InflationFree"/> is meant for it.
    /// </summary>
    public int InflationRatio { get; init; } = 200;

    /// <summary>Octets that may come out of a compressed connection before <see cref="InflationRatio"/> counts: one big attachment that holds nothing.</summary>
    public long InflationFree { get; init; } = 64 * 1024 * 1024;

    /// <summary>Silence of a reader of a body stream after which the connection is closed, because nothing else can use it meanwhile.</summary>
    public TimeSpan BodyStall { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest a command may take in all, however lively the server seems.</summary>
    public TimeSpan CommandTotal { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>IDLE is renewed this often. RFC 2177 says 29 minutes; address translators and some providers forget a silent connection after 10.</summary>
    public TimeSpan IdleRefresh { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>How often a server without IDLE is asked for news.</summary>
    public TimeSpan IdlePoll { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Quiet time after the last command before IDLE resumes, so that a burst of commands costs one DONE, not one each.</summary>
    public TimeSpan IdleResume { get; init; } = TimeSpan.FromMilliseconds(150);
}
