using System.Buffers;

namespace Webmail.Web.Endpoints;

/// <summary>Copies a part to a response as fast as the slower of the two goes, through one rented buffer.</summary>
internal static class PartCopy
{
    /// <summary>As big as what the body stream holds of the socket.</summary>
    private const int BufferSize = 64 * 1024;

    /// <summary>When the mail server breaks off, so does the answer: a short file must not look like a whole one.</summary>
    public static async Task ToResponseAsync(Stream source, HttpContext context, long limit, CancellationToken ct)
    {
        try
        {
            await ToAsync(source, context.Response.Body, limit, ct);
        }
        catch (IOException) when (!ct.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    /// <summary>Takes the rest of a part into memory; false when there is more of it than the limit, or the mail server breaks off.</summary>
    public static async Task<bool> TryHoldAsync(Stream source, MemoryStream target, int limit, CancellationToken ct)
    {
        try
        {
            await ToAsync(source, target, limit - target.Length + 1, ct);
            return target.Length <= limit;
        }
        catch (IOException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task ToAsync(Stream source, Stream target, long limit, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (limit > 0)
            {
                var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, limit)), ct);
                if (read == 0) return;
                limit -= read;
                await target.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
