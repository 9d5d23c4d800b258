using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Webmail.Mime.Writing;

/// <summary>Where parts write to: keeps line ends CRLF and hands out boundaries.</summary>
internal sealed class EntityWriter(Stream output, WriteOptions options)
{
    // 57 bytes make a line of 76; a block of whole lines.
    private const int LineBytes = 57;
    private const int BlockLines = 512;
    private bool _afterCr;

    /// <summary>True when the last byte that was written ended a line.</summary>
    public bool AtLineStart { get; private set; }

    public HeaderWriter NewHeader() => new(options.Utf8Headers);

    public string NextBoundary() => options.NextBoundary();

    /// <summary>Whether the encoded body comes from elsewhere; the line it ends with is not known then.</summary>
    public async Task<bool> PutsBodyAsync(OutgoingAttachment attachment, CancellationToken ct)
    {
        if (!await options.PutsBody(attachment, ct)) return false;
        AtLineStart = false;
        return true;
    }

    public void BodyEnds(OutgoingAttachment attachment) => options.BodyEnds(attachment);

    public async Task EndHeaderAsync(HeaderWriter header, CancellationToken ct)
    {
        header.EndOfHeader();
        await PutAsync(header.Written, ct);
    }

    public async Task WriteHeaderAsync(HeaderWriter header, CancellationToken ct) => await PutAsync(header.Written, ct);

    public async Task LineAsync(string line, CancellationToken ct) => await PutAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct);

    /// <summary>Bytes that are known to have CRLF line ends.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => await PutAsync(bytes, ct);

    public async Task WriteLinesAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        _afterCr = false;
        await NormaliseAsync(bytes, ct);
        await EndCrAsync(ct);
    }

    /// <summary>Copies text of any line ends; every line end goes out as CRLF.</summary>
    public async Task CopyLinesAsync(Stream content, CancellationToken ct)
    {
        _afterCr = false;
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0) await NormaliseAsync(buffer.AsMemory(0, read), ct);
            await EndCrAsync(ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async Task CopyBase64Async(Stream content, CancellationToken ct)
    {
        var block = ArrayPool<byte>.Shared.Rent(LineBytes * BlockLines);
        var lines = ArrayPool<byte>.Shared.Rent(78 * BlockLines);
        try
        {
            var first = true;
            while (true)
            {
                var read = await content.ReadAtLeastAsync(block.AsMemory(0, LineBytes * BlockLines), LineBytes * BlockLines, throwOnEndOfStream: false, ct);
                if (read == 0) return;
                if (!first) await PutAsync("\r\n"u8.ToArray(), ct);
                first = false;
                await PutAsync(lines.AsMemory(0, EncodeLines(block.AsSpan(0, read), lines)), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            ArrayPool<byte>.Shared.Return(lines);
        }
    }

    private static int EncodeLines(ReadOnlySpan<byte> bytes, Span<byte> lines)
    {
        var length = 0;
        for (var at = 0; at < bytes.Length; at += LineBytes)
        {
            if (at > 0)
            {
                lines[length++] = (byte)'\r';
                lines[length++] = (byte)'\n';
            }

            Base64.EncodeToUtf8(bytes.Slice(at, Math.Min(LineBytes, bytes.Length - at)), lines[length..], out _, out var written);
            length += written;
        }

        return length;
    }

    private async Task PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (bytes.IsEmpty) return;
        AtLineStart = bytes.Span[^1] == '\n';
        await output.WriteAsync(bytes, ct);
    }

    private async Task EndCrAsync(CancellationToken ct)
    {
        if (_afterCr) await PutAsync("\n"u8.ToArray(), ct);
        _afterCr = false;
    }

    private async Task NormaliseAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var fixedBytes = new ArrayBufferWriter<byte>(bytes.Length + 64);
        Normalise(bytes.Span, fixedBytes);
        await PutAsync(fixedBytes.WrittenMemory, ct);
    }

    // A CR at the end of a block waits for the next one.
    private void Normalise(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> target)
    {
        while (!bytes.IsEmpty)
        {
            if (_afterCr)
            {
                _afterCr = false;
                target.Write("\n"u8);
                if (bytes[0] == '\n')
                {
                    bytes = bytes[1..];
                    continue;
                }
            }

            var at = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            if (at < 0)
            {
                target.Write(bytes);
                return;
            }

            target.Write(bytes[..at]);
            target.Write("\r"u8);
            if (bytes[at] == '\n') target.Write("\n"u8);
            else _afterCr = true;
            bytes = bytes[(at + 1)..];
        }
    }
}
