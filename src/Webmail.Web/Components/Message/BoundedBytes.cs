namespace Webmail.Web.Components.Message;

/// <summary>Reads a small part into memory.</summary>
internal static class BoundedBytes
{
    /// <summary>Null when there is more than <paramref name="limit"/>.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken ct)
    {
        using var held = new MemoryStream();
        var block = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(block, ct)) > 0)
        {
            if (held.Length + read > limit) return null;
            held.Write(block, 0, read);
        }

        return held.ToArray();
    }
}
