using System.Buffers;
using System.IO.Pipelines;

namespace Webmail.Mime.Parsing;

/// <summary>
/// Reads a message or a single part as it arrives and tells a handler what it finds. Holds 64 KiB, and as much more as the longest header needs
/// (<see cref="MimeLimits.MaxHeaderLength"/>); bodies pass through.
/// </summary>
public static class MimeReader
{
    private const int BlockSize = 64 * 1024;

    /// <summary>Reads to the end of <paramref name="stream"/>, which stays open.</summary>
    public static async Task ReadAsync(Stream stream, IMimeHandler handler, MimeLimits? limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(handler);
        var scanner = new MimeScanner(handler, limits ?? MimeLimits.Default);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var held = 0;
            while (true)
            {
                if (held == block.Length) block = Grow(block);
                var read = await stream.ReadAsync(block.AsMemory(held), ct);
                held += read;
                var taken = scanner.Feed(block.AsSpan(0, held), default, final: read == 0);
                if (read == 0) return;
                block.AsSpan(taken, held - taken).CopyTo(block);
                held -= taken;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <inheritdoc cref="ReadAsync(Stream, IMimeHandler, MimeLimits?, CancellationToken)"/>
    public static Task ReadAsync(PipeReader reader, IMimeHandler handler, MimeLimits? limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return ReadAsync(reader.AsStream(leaveOpen: true), handler, limits, ct);
    }

    /// <summary>Reads a message that is in memory, without copying.</summary>
    public static void Read(ReadOnlyMemory<byte> message, IMimeHandler handler, MimeLimits? limits)
    {
        ArgumentNullException.ThrowIfNull(handler);
        new MimeScanner(handler, limits ?? MimeLimits.Default).Feed(message.Span, message, final: true);
    }

    private static byte[] Grow(byte[] block)
    {
        var larger = ArrayPool<byte>.Shared.Rent(block.Length * 2);
        block.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(block);
        return larger;
    }
}
