namespace Webmail.Protocols.Imap.Commands;

/// <summary>A message to be added: its octets, or pieces of other messages that the server puts together itself (CATENATE, RFC 4469).</summary>
public sealed record AppendMessage
{
    private AppendMessage(IReadOnlyList<AppendPart> parts) => Parts = parts;

    /// <summary>What it is made of, in order.</summary>
    public IReadOnlyList<AppendPart> Parts { get; }

    /// <summary>Its flags. Default: none.</summary>
    public FlagSet Flags { get; init; } = FlagSet.Empty;

    /// <summary>INTERNALDATE; null: the server takes the time of arrival.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Holds NUL or undecoded binary parts: goes as literal8, which needs BINARY (RFC 3516). Default: false.</summary>
    public bool IsBinary { get; init; }

    /// <summary>
    /// Its headers hold UTF-8 (RFC 6532). Where the server announced UTF8=ACCEPT or UTF8=ONLY (and is no IMAP4rev2 server, which takes it anyway) it goes as
    /// <c>UTF8 (~{...})</c> (RFC 6855 section 4); UTF8=ACCEPT should be enabled then. Default: false.
    /// </summary>
    public bool HasUtf8Headers { get; init; }

    /// <summary>True when a part is a URL: the server then must announce CATENATE.</summary>
    public bool NeedsCatenate => Parts.Any(part => part.Source is not null);

    /// <summary>The octets that we send ourselves.</summary>
    internal long Length => Parts.Sum(part => part.Length);

    /// <summary>A whole message from a stream, read from its present position while it is sent; not disposed.</summary>
    /// <param name="content">The message.</param>
    /// <param name="length">Octets to read: exactly that many must come.</param>
    public static AppendMessage From(Stream content, long length) => new([AppendPart.Text(content, length)]);

    /// <summary>A whole message in memory.</summary>
    public static AppendMessage From(ReadOnlyMemory<byte> content) => new([AppendPart.Text(content)]);

    /// <summary>
    /// A message put together from text of ours and sections of messages that the server has. What a section begins and ends with is
    /// its own: boundaries and blank lines between parts are text.
    /// </summary>
    public static AppendMessage Catenate(params IReadOnlyList<AppendPart> parts) =>
        parts.Count > 0 ? new([.. parts]) : throw new ArgumentException("A message needs a part.", nameof(parts));
}

/// <summary>A piece of a message to be added.</summary>
public sealed class AppendPart
{
    private readonly Func<Stream>? _open;

    private AppendPart(Func<Stream>? open, long length, ImapUrl? source) => (_open, Length, Source) = (open, length, source);

    /// <summary>Where the server finds it; null for text of ours.</summary>
    public ImapUrl? Source { get; }

    internal long Length { get; }

    /// <summary>Octets from a stream, read from its present position while they are sent; not disposed.</summary>
    public static AppendPart Text(Stream content, long length)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new(() => content, length, null);
    }

    /// <summary>Octets in memory.</summary>
    public static AppendPart Text(ReadOnlyMemory<byte> content) => new(() => new MemoryStream(content.ToArray(), writable: false), content.Length, null);

    /// <summary>A message of this account, or a section of one: <c>1.2</c> is a part's body as it was sent, <c>1.2.MIME</c> its header.</summary>
    public static AppendPart Of(ImapUrl source) => new(null, 0, source);

    internal Stream Open() => _open!();
}
