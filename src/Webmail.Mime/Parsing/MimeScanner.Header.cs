using System.Text;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

internal sealed partial class MimeScanner
{
    // Fields that open a message; none of them is how a text without a header goes on.
    private static readonly string[] FirstFields = ["Received", "Return-Path", "Delivered-To", "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type"];

    private bool _bareLineFeedTold;

    private ReadOnlyMemory<byte> _tooLong;

    // -1: more is needed.
    private int Header(ReadOnlySpan<byte> data, ReadOnlyMemory<byte> keep, bool final)
    {
        while (true)
        {
            var at = _header.Position;
            if (at >= _limits.MaxHeaderLength)
            {
                if (_header.LooseText >= 0) return EndAtLooseText(data, keep);
                HeaderDefect(MimeDefectKind.HeaderTooLong, at);
                _tooLong = Raw(data, keep, at);
                _state = State.SkipHeader;
                return at;
            }

            if (at == data.Length)
            {
                if (!final) return -1;
                if (_header.LooseText >= 0) return EndAtLooseText(data, keep);
                EndHeader(Raw(data, keep, at), _offset + at);
                return at;
            }

            var line = data[at..];
            var newline = line.IndexOf((byte)'\n');
            if (newline < 0 && !final && data.Length < MaxHeld) return -1;
            if (newline >= 0) line = line[..(newline + 1)];
            if (newline >= 0 && IsEmptyLine(line))
            {
                EndHeader(Raw(data, keep, at), _offset + at + line.Length);
                return at + line.Length;
            }

            if (line.Length > 2 && line[0] == '-' && line[1] == '-' && FindDelimiter(line) >= 0)
            {
                if (_header.LooseText >= 0) return EndAtLooseText(data, keep);
                if (at > 0) HeaderDefect(MimeDefectKind.MissingHeaderEnd, at);
                EndHeader(Raw(data, keep, at), _offset + at);
                return at;
            }

            if (at == 0 && _frames.Count == 1 && IsNoField(line))
            {
                var known = KnownFieldFollows(data[line.Length..], final);
                if (known is null) return -1;
                if (known.Value)
                {
                    HeaderDefect(MimeDefectKind.MalformedHeaderLine, at);
                    _header.Position = line.Length;
                    continue;
                }
            }

            if (!Line(line, at, at + line.Length))
            {
                HeaderDefect(MimeDefectKind.MissingHeader, at);
                EndHeader(Raw(data, keep, at), _offset + at);
                return at;
            }

            _header.Position = at + line.Length;
        }
    }

    // No empty line came: the lines that are no fields are the text.
    private int EndAtLooseText(ReadOnlySpan<byte> data, ReadOnlyMemory<byte> keep)
    {
        var at = _header.LooseText;
        HeaderDefect(MimeDefectKind.MissingHeaderEnd, at);
        EndHeader(Raw(data, keep, at), _offset + at);
        return at;
    }

    private static bool IsNoField(ReadOnlySpan<byte> line) =>
        line[0] is not ((byte)' ' or (byte)'\t') && !line.StartsWith(Encoding.UTF8.Preamble) && !IsEnvelope(line) && !HeaderIndexer.TryName(line, out _, out _);

    private static bool IsEnvelope(ReadOnlySpan<byte> line) => line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    // A stray first line above a real header. Null: more is needed.
    private static bool? KnownFieldFollows(ReadOnlySpan<byte> rest, bool final)
    {
        const int LongestName = 13;
        if (rest.Length < LongestName && !final && rest.IndexOf((byte)'\n') < 0) return null;
        if (!HeaderIndexer.TryName(rest[..Math.Min(rest.Length, LongestName)], out var length, out _)) return false;
        foreach (var name in FirstFields)
        {
            if (Ascii.EqualsIgnoreCase(rest[..length], name)) return true;
        }

        return false;
    }

    private static ReadOnlyMemory<byte> Raw(ReadOnlySpan<byte> data, ReadOnlyMemory<byte> keep, int length) =>
        keep.IsEmpty ? data[..length].ToArray() : keep[..length];

    // False: this line and all that follow are the body.
    private bool Line(ReadOnlySpan<byte> line, int start, int end)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            if (!_header.Continue(end)) HeaderDefect(MimeDefectKind.ContinuationWithoutField, start);
            return true;
        }

        var mark = start == 0 && line.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        if (HeaderIndexer.TryName(line[mark..], out var nameLength, out var colon))
        {
            _header.LooseText = -1;
            _header.Add(new HeaderField(start + mark, nameLength, start + mark + colon + 1, end));
            if (!_bareLineFeedTold && line.Length > 1 && line[^1] == '\n' && line[^2] != '\r')
            {
                _bareLineFeedTold = true;
                _handler.Defect(MimeDefectKind.BareLineFeed, _headerOffset + end - 1);
            }

            return true;
        }

        if (start == 0 && IsEnvelope(line))
        {
            HeaderDefect(MimeDefectKind.EnvelopeLine, start);
            return true;
        }

        if (_header.Count == 0 && !_header.HasDefect) return false;
        if (_header.LooseText < 0 && _header.Count > 0) _header.LooseText = start;
        HeaderDefect(MimeDefectKind.MalformedHeaderLine, start);
        return true;
    }

    private void HeaderDefect(MimeDefectKind kind, int at)
    {
        _header.HasDefect = true;
        _handler.Defect(kind, _headerOffset + at);
    }

    private void EndHeader(ReadOnlyMemory<byte> raw, long bodyOffset)
    {
        var block = _header.ToBlock(raw);
        if (_header.TooMany) HeaderDefect(MimeDefectKind.TooManyFields, raw.Length);
        var inDigest = _frames.Count > 1 && _frames[^2].Digest;
        var fields = ContentFields.Find(block);
        var type = fields.HasType ? ContentType.Parse(block.ValueOf(fields.Type)) : inDigest ? ContentType.MessageRfc822 : ContentType.TextPlain;
        if (type.HasDefect) HeaderDefect(type.Parameters.HasDefect ? MimeDefectKind.InvalidParameters : MimeDefectKind.InvalidContentType, fields.Type.Start);
        if (fields.Duplicate >= 0) HeaderDefect(MimeDefectKind.DuplicateField, fields.Duplicate);
        _handler.Header(block, type, bodyOffset);
        _state = State.Body;
        _lineStart = true;
        if (type.MediaType == "multipart") OpenMultipart(type, block, fields);
        else if (type.MediaType == "message" && type.Subtype is "rfc822" or "global" or "news") OpenMessage(block, fields);
    }

    private void OpenMultipart(ContentType type, HeaderBlock block, ContentFields fields)
    {
        var frame = _frames[^1];
        if (TooDeep()) return;
        frame.Kind = FrameKind.Multipart;
        frame.Digest = type.Subtype == "digest";
        if (fields.HasEncoding && IsEncoded(block, fields)) HeaderDefect(MimeDefectKind.EncodedComposite, fields.Encoding.Start);
        var boundary = type.Parameters["boundary"];
        if (string.IsNullOrEmpty(boundary))
        {
            HeaderDefect(MimeDefectKind.MissingBoundaryParameter, fields.Type.Start);
            _state = State.Guess;
            return;
        }

        AddDelimiter(Encoding.UTF8.GetBytes(boundary));
    }

    // The message inside begins where the body begins; an encoded one is opened by the tree, which can decode it.
    private void OpenMessage(HeaderBlock block, ContentFields fields)
    {
        if (fields.HasEncoding && IsEncoded(block, fields))
        {
            HeaderDefect(MimeDefectKind.EncodedComposite, fields.Encoding.Start);
            return;
        }

        if (TooDeep() || TooManyParts()) return;
        _frames[^1].Kind = FrameKind.Message;
        _state = State.Open;
    }

    private static bool IsEncoded(HeaderBlock block, ContentFields fields) =>
        TransferDecoding.Parse(Encoding.Latin1.GetString(block.ValueOf(fields.Encoding))) != TransferEncoding.Identity;

    private bool TooDeep()
    {
        if (_frames.Count + _baseDepth < _limits.MaxDepth) return false;
        _handler.Defect(MimeDefectKind.TooDeep, _offset);
        return true;
    }

    private bool TooManyParts()
    {
        if (_parts < _limits.MaxParts) return false;
        _handler.Defect(MimeDefectKind.TooManyParts, _offset);
        return true;
    }

    // The rest of a header that is too long: up to its empty line.
    private int SkipHeader(ReadOnlySpan<byte> data, bool final)
    {
        var at = 0;
        while (data[at..].IndexOf((byte)'\n') is var newline and >= 0)
        {
            var line = data.Slice(at, newline + 1);
            at += newline + 1;
            if (!IsEmptyLine(line)) continue;
            EndHeader(_tooLong, _offset + at);
            return at;
        }

        if (final)
        {
            EndHeader(_tooLong, _offset + data.Length);
            return data.Length;
        }

        // The start of the last line stays until it is known whether the line is empty.
        if (data.Length - at > 1) at = data.Length - 1;
        return at == 0 ? -1 : at;
    }

    private static bool IsEmptyLine(ReadOnlySpan<byte> line) => line.Length == 1 || (line.Length == 2 && line[0] == '\r');
}
