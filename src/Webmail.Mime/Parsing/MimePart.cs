using Webmail.Mime.Charsets;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;
using Webmail.Mime.Parts;

namespace Webmail.Mime.Parsing;

/// <summary>
/// One part of a parsed message: its header and where it lies. Content is a slice of the source, decoded when asked for. A message that was read
/// from a stream has no source; then the ranges serve to fetch the content.
/// </summary>
public sealed class MimePart : IPartNode
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly int _index;
    private List<MimePart>? _children;
    private ContentDisposition? _disposition;
    private bool _dispositionRead;

    internal MimePart(ReadOnlyMemory<byte> source, MimePart? parent, int index, long start)
    {
        _source = source;
        Parent = parent;
        _index = index;
        Start = start;
        BodyStart = End = start;
        PreambleEnd = EpilogueStart = -1;
    }

    public MimePart? Parent { get; }

    public HeaderBlock Header { get; internal set; } = HeaderBlock.Empty;

    /// <summary>Declared, or the default of its place.</summary>
    public ContentType ContentType { get; internal set; } = ContentType.TextPlain;

    /// <summary>Offset of the header. Offsets count from the start of the source: the message, or the decoded content of an encoded message/rfc822 around.</summary>
    public long Start { get; }

    /// <summary>Offset of the body.</summary>
    public long BodyStart { get; internal set; }

    /// <summary>Offset after the last byte.</summary>
    public long End { get; internal set; }

    internal long PreambleEnd { get; set; }

    internal long EpilogueStart { get; set; }

    /// <summary>The parts of a multipart, or the one message inside a message/rfc822.</summary>
    public IReadOnlyList<MimePart> Children => _children is null ? [] : _children;

    IReadOnlyList<IPartNode> IPartNode.Children => Children;

    public string MediaType => ContentType.MediaType;

    public string Subtype => ContentType.Subtype;

    public bool IsMultipart => MediaType == "multipart";

    public HeaderParameters Parameters => ContentType.Parameters;

    /// <summary>Content-Disposition, or null.</summary>
    public ContentDisposition? ContentDisposition
    {
        get
        {
            if (_dispositionRead) return _disposition;
            var value = Header.Find("Content-Disposition", out var found);
            _disposition = found ? ContentDisposition.Parse(value) : null;
            _dispositionRead = true;
            return _disposition;
        }
    }

    public string? Disposition => ContentDisposition?.Kind is { Length: > 0 } kind ? kind : null;

    public string? DispositionFileName => ContentDisposition?.FileName;

    public string? ContentId => Header.Text("Content-ID")?.Trim('<', '>', ' ') is { Length: > 0 } id ? id : null;

    public string? ContentLocation => Header.Text("Content-Location");

    public string? Encoding => Header.Text("Content-Transfer-Encoding");

    public TransferEncoding TransferEncoding => TransferDecoding.Parse(Encoding);

    /// <summary>The charset parameter, or null.</summary>
    public string? Charset => Parameters["charset"];

    public long Size => End - BodyStart;

    /// <summary>The IMAP section (RFC 9051 section 6.4.5): empty for a multipart root, <c>1.2</c> for parts, <c>2.TEXT</c> for the multipart of an embedded message.</summary>
    public string Section
    {
        get
        {
            if (Parent is null) return IsMultipart ? "" : "1";
            if (!Parent.IsMultipart) return IsMultipart ? $"{Parent.Section}.TEXT" : $"{Parent.Section}.1";
            var prefix = Parent.Parent is { IsMultipart: false } message ? message.Section : Parent.Section;
            var number = (_index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return prefix.Length == 0 ? number : $"{prefix}.{number}";
        }
    }

    /// <summary>The whole part as it came, header included.</summary>
    public ReadOnlyMemory<byte> Raw => Slice(Start, End);

    /// <summary>The body as it came, still encoded.</summary>
    public ReadOnlyMemory<byte> RawBody => Slice(BodyStart, End);

    /// <summary>Text before the first part of a multipart.</summary>
    public ReadOnlyMemory<byte> Preamble => PreambleEnd < 0 ? default : Slice(BodyStart, PreambleEnd);

    /// <summary>Text after the closing boundary of a multipart.</summary>
    public ReadOnlyMemory<byte> Epilogue => EpilogueStart < 0 ? default : Slice(EpilogueStart, End);

    /// <summary>The decoded body, as a stream that holds no more than a block.</summary>
    public Stream OpenContent() => TransferDecoding.Open(new ReadOnlyMemoryStream(RawBody), Composite ? TransferEncoding.Identity : TransferEncoding);

    /// <summary>The decoded body in memory.</summary>
    /// <exception cref="MimeLimitException">The encoded body is longer than <paramref name="maxLength"/>; a decoded one is never longer than that.</exception>
    public byte[] Decode(int maxLength = int.MaxValue)
    {
        if (Size > maxLength) throw new MimeLimitException($"The part is longer than {maxLength} bytes.");
        return TransferDecoding.Decode(RawBody.Span, Composite ? TransferEncoding.Identity : TransferEncoding);
    }

    /// <summary>The decoded body as text, by its charset; for HTML without one, by what its own head says.</summary>
    /// <exception cref="MimeLimitException">See <see cref="Decode"/>.</exception>
    public string DecodeText(int maxLength = int.MaxValue)
    {
        var bytes = Decode(maxLength);
        return Charsets.Charset.Decode(bytes, Charset ?? (Subtype == "html" ? HtmlCharset.Find(bytes) : null));
    }

    internal MimePart AddChild(ReadOnlyMemory<byte> source, long start)
    {
        _children ??= new List<MimePart>(2);
        var child = new MimePart(source, this, _children.Count, start);
        _children.Add(child);
        return child;
    }

    internal void ClearChildren()
    {
        _children = null;
        PreambleEnd = EpilogueStart = -1;
    }

    private bool Composite => IsMultipart || (MediaType == "message" && Children.Count > 0 && Children[0]._source.Equals(_source));

    private ReadOnlyMemory<byte> Slice(long start, long end) =>
        end <= _source.Length ? _source[(int)start..(int)end] : default;
}
