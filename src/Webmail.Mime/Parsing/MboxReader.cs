using System.Buffers.Text;
using System.Text;

namespace Webmail.Mime.Parsing;

/// <summary>
/// The messages of an mbox file (RFC 4155), one after the other and each as a stream: 64 KiB are held, however long a message or a line is.
/// A message begins at a line <c>From …</c> at the start of the file, and where such a line looks like one that a program wrote: with a time in
/// it, or <c>From -</c>, or, after an empty line, with an address. "From Russia with love" is text.
/// </summary>
/// <param name="file">Stays open.</param>
public sealed class MboxReader(Stream file, MboxForm form = MboxForm.Plain)
{
    // A longer line is given in pieces; only its first piece can be a "From " line.
    private const int BlockSize = 64 * 1024;
    private readonly byte[] _block = new byte[BlockSize];
    private int _start, _end;
    private bool _fileEnded, _lineStart = true, _afterEmpty, _inHeader;
    private long _announced, _verbatim;
    private byte[] _held = [];
    private int _number;

    /// <summary>The "From " line above the current message, without its line end; null where the file begins without one.</summary>
    public string? FromLine { get; private set; }

    /// <summary>
    /// The next message, without its "From " line and without the empty line that the next one needs; null at the end of the file. What was
    /// left of the message before is skipped, and its stream ends.
    /// </summary>
    public async Task<Stream?> NextAsync(CancellationToken ct)
    {
        var first = _number == 0;
        if (!first)
        {
            var skipped = new byte[8192];
            while (await ReadAsync(skipped, ct) > 0)
            {
            }
        }

        var line = await LineAsync(ct);
        if (first && line.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            Consume(Encoding.UTF8.Preamble.Length);
            line = await LineAsync(ct);
        }

        if (line.IsEmpty) return null;
        FromLine = null;
        if (IsFrom(line.Span))
        {
            FromLine = Encoding.Latin1.GetString(line.Span.TrimEnd("\r\n"u8));
            do Consume(line.Length);
            while (!_lineStart && (line = await LineAsync(ct)).Length > 0);
        }
        else if (!first)
        {
            return null;
        }

        _held = [];
        _afterEmpty = false;
        _inHeader = true;
        _announced = _verbatim = 0;
        return new MessageStream(this, ++_number);
    }

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            var line = await LineAsync(ct);
            if (line.IsEmpty) return 0;
            if (_verbatim > 0) return Give(line[..(int)Math.Min(line.Length, _verbatim)], buffer, verbatim: true);
            if (_lineStart && IsSeparator(line.Span, _afterEmpty)) return 0;
            // The empty line before was not the one between two messages.
            if (_held.Length > 0) return GiveHeld(buffer);
            if (!_lineStart) return Give(line, buffer);
            if (line.Span is [(byte)'\n'] or [(byte)'\r', (byte)'\n'])
            {
                EmptyLine(line);
                if (_verbatim > 0) return GiveHeld(buffer);
                continue;
            }

            _afterEmpty = false;
            if (_inHeader && form == MboxForm.ContentLength) ContentLength(line.Span);
            if (form == MboxForm.Quoted && line.Span[0] == '>' && IsFrom(line.Span.TrimStart((byte)'>')))
            {
                Consume(1);
                _lineStart = false;
                continue;
            }

            return Give(line, buffer);
        }
    }

    private void EmptyLine(ReadOnlyMemory<byte> line)
    {
        _held = line.ToArray();
        Consume(line.Length);
        _afterEmpty = true;
        if (_inHeader) _verbatim = _announced;
        _inHeader = false;
        _announced = 0;
    }

    private void ContentLength(ReadOnlySpan<byte> line)
    {
        var name = "Content-Length:"u8;
        if (line.Length <= name.Length || !Ascii.EqualsIgnoreCase(line[..name.Length], name)) return;
        if (Utf8Parser.TryParse(line[name.Length..].Trim(" \t\r\n"u8), out long length, out _) && length > 0) _announced = length;
    }

    private int GiveHeld(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _held.Length);
        _held.AsMemory(0, count).CopyTo(buffer);
        _held = _held[count..];
        return count;
    }

    private int Give(ReadOnlyMemory<byte> line, Memory<byte> buffer, bool verbatim = false)
    {
        if (_held.Length > 0) return GiveHeld(buffer);
        var count = Math.Min(line.Length, buffer.Length);
        line[..count].CopyTo(buffer);
        Consume(count);
        if (!verbatim) return count;
        _verbatim -= count;
        // Where the length ends, a line begins.
        if (_verbatim == 0) _lineStart = _afterEmpty = true;
        return count;
    }

    private void Consume(int count)
    {
        _lineStart = _block[_start + count - 1] == '\n';
        _start += count;
    }

    // A line or, of one that is longer than the block, as much as fits; empty at the end of the file.
    private async ValueTask<ReadOnlyMemory<byte>> LineAsync(CancellationToken ct)
    {
        var searched = 0;
        while (true)
        {
            var newline = _block.AsSpan((_start + searched).._end).IndexOf((byte)'\n');
            if (newline >= 0) return _block.AsMemory(_start, searched + newline + 1);
            searched = _end - _start;
            if (_fileEnded || searched == BlockSize) return _block.AsMemory(_start, searched);
            if (_end == BlockSize)
            {
                _block.AsSpan(_start, searched).CopyTo(_block);
                (_start, _end) = (0, searched);
            }

            var read = await file.ReadAsync(_block.AsMemory(_end), ct);
            _fileEnded = read == 0;
            _end += read;
        }
    }

    private static bool IsSeparator(ReadOnlySpan<byte> line, bool afterEmpty)
    {
        if (!IsFrom(line)) return false;
        var rest = line[5..].Trim(" \t\r\n"u8);
        var colon = rest.IndexOf((byte)':');
        return rest is [(byte)'-'] || (afterEmpty && (rest.IsEmpty || rest.IndexOf((byte)'@') > 0)) || (colon > 0 && colon + 1 < rest.Length && char.IsAsciiDigit((char)rest[colon - 1]) && char.IsAsciiDigit((char)rest[colon + 1]));
    }

    private static bool IsFrom(ReadOnlySpan<byte> line) => line.StartsWith("From "u8);

    private sealed class MessageStream(MboxReader reader, int number) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            number != reader._number ? ValueTask.FromResult(0) : reader.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only ReadAsync.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
