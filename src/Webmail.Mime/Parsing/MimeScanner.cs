namespace Webmail.Mime.Parsing;

/// <summary>
/// The structure parser: fed with pieces of a message, it tells a handler what it finds. One pass; what it cannot decide yet it leaves with
/// the caller. Cost per byte is a search for line ends in headers and for "\n--" in bodies, plus one comparison per level at lines that begin
/// with "--".
/// </summary>
internal sealed partial class MimeScanner
{
    private readonly IMimeHandler _handler;
    private readonly MimeLimits _limits;
    private readonly List<Frame> _frames = [];
    private readonly List<Delimiter> _delimiters = [];
    private readonly HeaderScan _header = new();
    private readonly int _baseDepth;
    private long _offset, _headerOffset;
    private int _parts;
    private ulong _delimiterStarts;
    private State _state;
    private bool _lineStart;

    /// <param name="baseDepth">Levels already around this message.</param>
    /// <param name="parts">Parts already counted.</param>
    public MimeScanner(IMimeHandler handler, MimeLimits limits, int baseDepth = 0, int parts = 0)
    {
        _handler = handler;
        _limits = limits;
        _baseDepth = baseDepth;
        _parts = parts;
    }

    private enum State { Open, Header, SkipHeader, Body, Guess }

    public int Parts => _parts;

    /// <summary>A caller must be able to hold this many bytes that were not taken.</summary>
    public int MaxHeld => _limits.MaxHeaderLength + 4;

    /// <summary>
    /// Takes what it can from the front of <paramref name="data"/> and returns how much. The rest must come again with more behind it.
    /// </summary>
    /// <param name="keep">The same bytes where they may be kept; empty where headers have to be copied.</param>
    /// <param name="final">Nothing comes after this; then all is taken and all parts end.</param>
    public int Feed(ReadOnlySpan<byte> data, ReadOnlyMemory<byte> keep, bool final)
    {
        var at = 0;
        while (true)
        {
            var rest = data[at..];
            var taken = _state switch
            {
                State.Open => Open(),
                State.Header => Header(rest, keep.IsEmpty ? keep : keep[at..], final),
                State.SkipHeader => SkipHeader(rest, final),
                State.Guess => Guess(rest, final),
                _ => Body(rest, final),
            };
            if (taken < 0) break;
            at += taken;
            _offset += taken;
            if (at == data.Length && (!final || _state == State.Body)) break;
        }

        if (final) Finish();
        return at;
    }

    /// <summary>Begins inside a multipart whose header is already known.</summary>
    public void StartInside(ReadOnlySpan<byte> boundary, bool digest, long offset)
    {
        _offset = offset;
        _frames.Add(new Frame { Kind = FrameKind.Multipart, Digest = digest });
        AddDelimiter(boundary);
        _state = State.Body;
        _lineStart = true;
    }

    // Opens a part inside the innermost frame; takes no bytes.
    private int Open()
    {
        _parts++;
        _frames.Add(new Frame());
        _handler.BeginPart(_offset);
        _header.Reset();
        _headerOffset = _offset;
        _state = State.Header;
        return 0;
    }

    private void Finish()
    {
        while (_frames.Count > 0) Close(_offset);
    }

    private void Close(long end)
    {
        var frame = _frames[^1];
        if (frame.Kind == FrameKind.Multipart && !frame.Closed)
            _handler.Defect(frame.HasParts ? MimeDefectKind.MissingClosingBoundary : MimeDefectKind.MissingParts, end);
        if (_delimiters.Count > 0 && _delimiters[^1].Frame == _frames.Count - 1) _delimiters.RemoveAt(_delimiters.Count - 1);
        _frames.RemoveAt(_frames.Count - 1);
        _handler.EndPart(end);
    }

    private enum FrameKind { Leaf, Multipart, Message }

    private sealed class Frame
    {
        public FrameKind Kind { get; set; }
        public bool Digest { get; set; }
        public bool Closed { get; set; }
        public bool HasParts { get; set; }
    }

    private readonly record struct Delimiter(byte[] Line, int Frame);
}
