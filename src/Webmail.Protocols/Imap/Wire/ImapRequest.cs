using System.Buffers;
using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Imap.Wire;

/// <summary>
/// One command being written: the only place where our values become octets, so that none can end a line or start a
/// command of its own (RFC 9051 section 9: atom, quoted, literal chosen by content; octets counted, never characters).
/// </summary>
internal sealed class ImapRequest
{
    /// <summary>Longer strings go as literals: some servers bound a quoted string at 1000 octets.</summary>
    private const int QuotedMax = 900;

    private static readonly SearchValues<byte> Quotable = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(b => (byte)b)]);

    private readonly ArrayBufferWriter<byte> _text = new(96);
    private List<RequestLiteral>? _literals;
    private List<Range>? _secrets;

    private readonly bool _utf8;

    /// <param name="name">The command's words.</param>
    /// <param name="utf8">After UTF8=ACCEPT or IMAP4rev2 was enabled: names of mailboxes are UTF-8, and quoted strings may be.</param>
    public ImapRequest(string name, bool utf8 = false)
    {
        _utf8 = utf8;
        Raw(name);
    }

    /// <summary>Everything but tag, literal contents and the final CRLF.</summary>
    public ReadOnlyMemory<byte> Text => _text.WrittenMemory;

    /// <summary>The literals in order; each stands in <see cref="Text"/> at its offset.</summary>
    /// <summary>True when every literal waits for the server's word, whatever LITERAL+ allows.</summary>
    public bool AsksFirst { get; private set; }

    public IReadOnlyList<RequestLiteral> Literals => _literals ?? (IReadOnlyList<RequestLiteral>)[];

    /// <summary>The parts of <see cref="Text"/> that a log must not show.</summary>
    public IReadOnlyList<Range> Secrets => _secrets ?? (IReadOnlyList<Range>)[];

    public ImapRequest Space() => Raw(" ");

    /// <summary>Syntax and words of our own; never anything from outside.</summary>
    public ImapRequest Raw(string ascii)
    {
        if (ascii.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException("Only printable ASCII can stand in a command as it is.", nameof(ascii));
        }

        Encoding.ASCII.GetBytes(ascii, _text);
        return this;
    }

    public ImapRequest Number(ulong number) => Raw(number.ToString(CultureInfo.InvariantCulture));

    public ImapRequest Set(NumberSet numbers) =>
        numbers.IsEmpty ? throw new ArgumentException("A command cannot name an empty set.", nameof(numbers)) : Raw(numbers.ToString());

    public ImapRequest Set(SequenceSet numbers) =>
        numbers.IsEmpty ? throw new ArgumentException("A command cannot name an empty set.", nameof(numbers)) : Raw(numbers.ToString());

    public ImapRequest Mailbox(MailboxName name) => String(name.ToWire(_utf8));

    /// <summary>A flag as an atom. One that a server made up of other characters is refused: at the end of a line it could announce a literal.</summary>
    public ImapRequest Keyword(Flag flag) =>
        Flag.TryCreate(flag.Name, out _) ? Raw(flag.Name) : throw new ArgumentException("Not a flag that can be sent.", nameof(flag));

    public ImapRequest Flags(FlagSet flags)
    {
        Raw("(");
        var separator = "";
        foreach (var flag in flags)
        {
            if (flag != Flag.Recent)
            {
                Raw(separator).Keyword(flag);
                separator = " ";
            }
        }

        return Raw(")");
    }

    public ImapRequest String(string text) => String(Encoding.UTF8.GetBytes(text));

    /// <summary><c>string</c>: quoted where that is safe, else a literal.</summary>
    public ImapRequest String(ReadOnlyMemory<byte> octets)
    {
        var span = octets.Span;
        if (span.Length > QuotedMax || !IsQuotable(span))
        {
            return Literal(new RequestLiteral(_text.WrittenCount, octets.Length, octets));
        }

        _text.Write("\""u8);
        foreach (var octet in span)
        {
            if (octet is (byte)'"' or (byte)'\\')
            {
                _text.Write("\\"u8);
            }

            _text.Write([octet]);
        }

        _text.Write("\""u8);
        return this;
    }

    /// <summary>A <c>string</c> that no log may show.</summary>
    public ImapRequest Secret(string text)
    {
        var start = _text.WrittenCount;
        var literals = Literals.Count;
        String(text);
        (_secrets ??= []).Add(start.._text.WrittenCount);
        if (Literals.Count > literals)
        {
            _literals![^1] = _literals[^1] with { IsSecret = true };
        }

        return this;
    }

    /// <summary>Base64 and such that no log may show.</summary>
    public ImapRequest SecretRaw(string ascii)
    {
        var start = _text.WrittenCount;
        Raw(ascii);
        (_secrets ??= []).Add(start.._text.WrittenCount);
        return this;
    }

    /// <summary>Makes every literal wait for the server's word.</summary>
    public ImapRequest Asking()
    {
        AsksFirst = true;
        return this;
    }

    /// <summary>A literal whose octets come from a stream while they are sent.</summary>
    /// <param name="content">Read from its present position.</param>
    /// <param name="length">Octets: exactly that many must come.</param>
    /// <param name="binary">A literal8 (RFC 3516), which may hold NUL.</param>
    public ImapRequest Literal(Stream content, long length, bool binary = false)
    {
        Raw(binary ? "~" : "");
        return Literal(new RequestLiteral(_text.WrittenCount, length, default) { Source = content });
    }

    private bool IsQuotable(ReadOnlySpan<byte> octets) =>
        !octets.ContainsAnyExcept(Quotable) || (_utf8 && !octets.ContainsAnyInRange((byte)0, (byte)31) && !octets.Contains((byte)127) && System.Text.Unicode.Utf8.IsValid(octets));

    private ImapRequest Literal(RequestLiteral literal)
    {
        if (literal.Source is null && literal.Octets.Span.Contains((byte)0))
        {
            throw new ArgumentException("A literal cannot hold NUL (RFC 9051 section 4.3).", nameof(literal));
        }

        (_literals ??= []).Add(literal);
        return this;
    }
}

/// <summary>A literal of a command.</summary>
/// <param name="Offset">Where in the text its header and content go.</param>
/// <param name="Length">Octets.</param>
/// <param name="Octets">The content, unless it comes from <see cref="Source"/>.</param>
internal sealed record RequestLiteral(int Offset, long Length, ReadOnlyMemory<byte> Octets)
{
    /// <summary>Read from its present position, exactly <see cref="Length"/> octets.</summary>
    public Stream? Source { get; init; }

    public bool IsSecret { get; init; }
}
