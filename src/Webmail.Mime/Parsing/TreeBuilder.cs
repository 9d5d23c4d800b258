using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

/// <summary>Makes the tree out of the events, opens encoded messages, and tries another boundary where the declared one never comes.</summary>
internal sealed class TreeBuilder(ReadOnlyMemory<byte> source, MimeLimits limits, DefectList defects, WorkBudget work) : IMimeHandler
{
    private readonly List<MimePart> _later = [];
    private MimePart? _open;

    // Looked at a second time already: a third look would find no more.
    private MimePart? _retried;

    public MimePart? Root { get; private set; }

    public static MimePart Build(ReadOnlyMemory<byte> message, MimeLimits limits, DefectList defects)
    {
        var counter = 0;
        return Build(message, null, limits, defects, new WorkBudget(limits.MaxWork), 0, ref counter);
    }

    public void BeginPart(long offset)
    {
        _open = _open is null ? Root = new MimePart(source, null, 0, offset) : _open.AddChild(source, offset);
    }

    public void Header(HeaderBlock header, ContentType contentType, long bodyOffset)
    {
        _open!.Header = header;
        _open.ContentType = contentType;
        _open.BodyStart = _open.End = bodyOffset;
    }

    public void Body(ReadOnlySpan<byte> data, long offset)
    {
        var part = _open!;
        if (!part.IsMultipart) return;
        // A gap is a boundary line.
        var inPreamble = part.Children.Count == 0 && offset == (part.PreambleEnd < 0 ? part.BodyStart : part.PreambleEnd);
        if (inPreamble) part.PreambleEnd = offset + data.Length;
        else if (part.EpilogueStart < 0) part.EpilogueStart = offset;
    }

    public void EndPart(long end)
    {
        var part = _open!;
        part.End = end;
        if (part.Children.Count == 0 && !source.IsEmpty && !ReferenceEquals(part, _retried) && (part.IsMultipart || part.MediaType == "message")) _later.Add(part);
        _open = part.Parent;
    }

    public void Defect(MimeDefectKind kind, long offset) => defects.Add(kind, offset);

    private static MimePart Build(ReadOnlyMemory<byte> message, MimePart? around, MimeLimits limits, DefectList defects, WorkBudget work, int depth, ref int parts)
    {
        var builder = new TreeBuilder(message, limits, defects, work) { _open = around };
        var scanner = new MimeScanner(builder, limits, depth, parts);
        scanner.Feed(message.Span, message, final: true);
        parts = scanner.Parts;
        builder.Finish(ref parts);
        return builder.Root ?? around!.Children[0];
    }

    private void Finish(ref int parts)
    {
        foreach (var part in _later)
        {
            var level = Level(part);
            if (level >= limits.MaxDepth || parts >= limits.MaxParts) continue;
            if (part.IsMultipart && part.TransferEncoding != TransferEncoding.Identity) OpenEncodedMultipart(part, level, ref parts);
            else if (part.IsMultipart) TryOtherBoundary(part, level, ref parts);
            else if (part.Subtype is "rfc822" or "global" or "news") OpenEncoded(part, level, ref parts);
        }
    }

    private void OpenEncoded(MimePart part, int level, ref int parts)
    {
        if (part.TransferEncoding == TransferEncoding.Identity || part.Size == 0) return;
        if (part.Size > limits.MaxEmbeddedLength)
        {
            defects.Add(MimeDefectKind.EmbeddedTooLarge, part.BodyStart);
            return;
        }

        if (!Afford(part)) return;
        Build(part.Decode(), part, limits, defects, work, level, ref parts);
    }

    // A multipart that was encoded as a whole (RFC 2045 section 6.4 forbids it): its parts lie in the decoded bytes.
    private void OpenEncodedMultipart(MimePart part, int level, ref int parts)
    {
        if (part.Size == 0 || part.Parameters["boundary"] is not { Length: > 0 } boundary) return;
        if (part.Size > limits.MaxEmbeddedLength)
        {
            defects.Add(MimeDefectKind.EmbeddedTooLarge, part.BodyStart);
            return;
        }

        if (!Afford(part)) return;
        var content = TransferDecoding.Decode(part.RawBody.Span, part.TransferEncoding);
        var end = part.End;
        var builder = new TreeBuilder(content, limits, defects, work) { _open = part, _retried = part };
        var scanner = new MimeScanner(builder, limits, level, parts);
        scanner.StartInside(System.Text.Encoding.UTF8.GetBytes(boundary), part.Subtype == "digest", 0);
        scanner.Feed(content, content, final: true);
        parts = scanner.Parts;
        // Its own bytes are still the encoded ones.
        part.End = end;
        part.PreambleEnd = part.EpilogueStart = -1;
        builder.Finish(ref parts);
    }

    private void TryOtherBoundary(MimePart part, int level, ref int parts)
    {
        if (part.Size == 0 || !Afford(part)) return;
        var boundary = BoundaryGuess.Find(part.RawBody.Span);
        if (boundary is null) return;
        defects.Add(MimeDefectKind.WrongBoundary, part.BodyStart);
        part.ClearChildren();
        var builder = new TreeBuilder(source, limits, defects, work) { _open = part, _retried = part };
        var scanner = new MimeScanner(builder, limits, level, parts);
        scanner.StartInside(boundary, part.Subtype == "digest", part.BodyStart);
        var (start, end) = ((int)part.BodyStart, (int)part.End);
        scanner.Feed(source.Span[start..end], source[start..end], final: true);
        parts = scanner.Parts;
        builder.Finish(ref parts);
    }

    private bool Afford(MimePart part)
    {
        if (work.Spend(part.Size)) return true;
        defects.Add(MimeDefectKind.OutOfWork, part.BodyStart);
        return false;
    }

    private static int Level(MimePart part)
    {
        var level = 1;
        for (var up = part.Parent; up is not null; up = up.Parent) level++;
        return level;
    }
}
