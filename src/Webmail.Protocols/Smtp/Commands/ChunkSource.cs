using System.Buffers;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>A source in chunks, one ahead, so that the last one is known as such.</summary>
/// <param name="isLast">Whether the message ends with it: then a last line without an end gets one.</param>
internal sealed class ChunkSource(SmtpDelivery delivery, Stream source, ContentEncoder? encoder, bool isLast) : IDisposable
{
    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(delivery.Options.Limits.ChunkBytes);
    private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(SmtpDelivery.BlockBytes);
    private int _length;

    public ReadOnlyMemory<byte> Chunk => _chunk.AsMemory(0, _length);

    /// <summary>False when <see cref="Chunk"/> is the last one; it may be empty.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        _length = 0;
        while (true)
        {
            // Room for what a block can become: each octet could be a bare LF.
            var room = _chunk.Length - _length - 2;
            var size = Math.Min(encoder is null ? room : room / 2, _block.Length);
            if (size < _block.Length / 4)
            {
                return true;
            }

            var read = await delivery.ReadAsync(source, _block.AsMemory(0, size), ct).ConfigureAwait(false);
            if (read == 0)
            {
                var added = encoder?.Finish(_chunk.AsSpan(_length)) ?? 0;
                // Octets that nobody wrote would stand before what the server fetches.
                if (added > 0 && !isLast) throw new ContentException(SmtpProblem.Source, "A piece of the message ends within a line.");
                _length += added;
                return false;
            }

            if (encoder is null)
            {
                _block.AsSpan(0, read).CopyTo(_chunk.AsSpan(_length));
            }

            _length += encoder?.Encode(_block.AsSpan(0, read), _chunk.AsSpan(_length)) ?? read;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_chunk);
        ArrayPool<byte>.Shared.Return(_block);
    }
}
