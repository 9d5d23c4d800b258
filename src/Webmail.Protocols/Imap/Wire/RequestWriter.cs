using System.Buffers;
using System.Globalization;
using System.Text;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Imap.Wire;

/// <summary>Collects commands and writes them in as few writes as possible. Holds no buffer while there is nothing to say.</summary>
internal sealed class RequestWriter(Stream stream, ProtocolLog? log)
{
    /// <summary>Beyond this it is written at once; also the size in which a streamed literal is copied.</summary>
    private const int BufferSize = 32 * 1024;

    private byte[]? _buffer;
    private int _length;

    /// <summary>Called after each write, so that a deadline can be told that the server takes what we send.</summary>
    public Action? Activity { get; init; }

    /// <summary>Octets added so far.</summary>
    public long Octets { get; private set; }

    /// <summary>True when something was added and not yet written.</summary>
    public bool HasData => _buffer is not null;

    /// <summary>Adds octets that may be logged.</summary>
    public ValueTask AddAsync(ReadOnlyMemory<byte> octets, CancellationToken ct)
    {
        log?.Client(octets.Span);
        return CopyAsync(octets, ct);
    }

    public ValueTask AddAsync(string ascii, CancellationToken ct) => AddAsync(Encoding.ASCII.GetBytes(ascii), ct);

    /// <summary>Adds octets of which a log sees only that they were there.</summary>
    public ValueTask AddSecretAsync(ReadOnlyMemory<byte> octets, CancellationToken ct)
    {
        log?.ClientSecret(octets.Length);
        return CopyAsync(octets, ct);
    }

    /// <summary>Adds a stretch of a request's text, hiding its secrets from the log.</summary>
    public async ValueTask AddTextAsync(ImapRequest request, int from, int to, CancellationToken ct)
    {
        foreach (var secret in request.Secrets)
        {
            var (start, end) = (Math.Max(from, secret.Start.Value), Math.Min(to, secret.End.Value));
            if (start < end)
            {
                await AddAsync(request.Text[from..start], ct).ConfigureAwait(false);
                await AddSecretAsync(request.Text[start..end], ct).ConfigureAwait(false);
                from = end;
            }
        }

        await AddAsync(request.Text[from..to], ct).ConfigureAwait(false);
    }

    /// <summary>Copies a literal's content out of its stream.</summary>
    /// <exception cref="LiteralSourceException">The source failed or ended early: what was announced cannot be sent any more.</exception>
    public async ValueTask AddStreamAsync(Stream source, long length, CancellationToken ct)
    {
        log?.ClientLiteral(length);
        while (length > 0)
        {
            if (_buffer is { } full && _length == full.Length)
            {
                await FlushAsync(ct).ConfigureAwait(false);
            }

            _buffer ??= ArrayPool<byte>.Shared.Rent(BufferSize);
            var size = (int)Math.Min(length, _buffer.Length - _length);
            var read = await ReadAsync(source, _buffer.AsMemory(_length, size), ct).ConfigureAwait(false);
            _length += read;
            Octets += read;
            length -= read;
        }
    }

    public async ValueTask FlushAsync(CancellationToken ct)
    {
        if (_buffer is null)
        {
            return;
        }

        var (buffer, length) = (_buffer, _length);
        (_buffer, _length) = (null, 0);
        try
        {
            await stream.WriteAsync(buffer.AsMemory(0, length), ct).ConfigureAwait(false);
            await stream.FlushAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            // A password may have been in it.
            buffer.AsSpan(0, length).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Activity?.Invoke();
    }

    public static string Header(long length, bool synchronising) =>
        string.Create(CultureInfo.InvariantCulture, $"{{{length}{(synchronising ? "" : "+")}}}\r\n");

    private static async ValueTask<int> ReadAsync(Stream source, Memory<byte> target, CancellationToken ct)
    {
        try
        {
            var read = await source.ReadAsync(target, ct).ConfigureAwait(false);
            return read > 0 ? read : throw new EndOfStreamException("The content is shorter than it was said to be.");
        }
        catch (Exception e)
        {
            throw new LiteralSourceException(e);
        }
    }

    private async ValueTask CopyAsync(ReadOnlyMemory<byte> octets, CancellationToken ct)
    {
        Octets += octets.Length;
        while (!octets.IsEmpty)
        {
            _buffer ??= ArrayPool<byte>.Shared.Rent(octets.Length > 2048 ? BufferSize : 2048);
            var size = Math.Min(octets.Length, _buffer.Length - _length);
            octets.Span[..size].CopyTo(_buffer.AsSpan(_length));
            _length += size;
            octets = octets[size..];
            if (_length == _buffer.Length)
            {
                await FlushAsync(ct).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>The content of a literal could not be read to its end; half a literal cannot be taken back.</summary>
internal sealed class LiteralSourceException(Exception inner) : Exception(inner.Message, inner);
