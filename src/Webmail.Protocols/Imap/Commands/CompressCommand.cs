namespace Webmail.Protocols.Imap.Commands;

/// <summary>COMPRESS=DEFLATE (RFC 4978).</summary>
public static class CompressCommand
{
    /// <summary>
    /// Compresses both directions from now on: a listing shrinks five times for a third of a second of computing per 80 MB. Worth it on slow lines. True: it is on, also
    /// when it was on before.
    /// </summary>
    /// <exception cref="ImapProtocolException">The connection is lost; also later, when what the server compressed is not DEFLATE or grows beyond <see cref="ImapLimits.InflationRatio"/>.</exception>
    public static async Task<bool> CompressAsync(this ImapConnection connection, CancellationToken ct)
    {
        if (connection.IsCompressed || !connection.Capabilities.Has("COMPRESS=DEFLATE"))
        {
            return connection.IsCompressed;
        }

        try
        {
            await connection.CompressAsync("COMPRESS DEFLATE", ct).ConfigureAwait(false);
            return true;
        }
        catch (ImapCommandException)
        {
            // COMPRESSIONACTIVE: TLS compresses already. Any other refusal is as good: it is only about speed.
            return false;
        }
    }
}
