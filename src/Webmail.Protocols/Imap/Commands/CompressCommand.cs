namespace Webmail.Protocols.Imap.Commands;

/// <summary>COMPRESS=DEFLATE (RFC 4978).</summary>
public static class CompressCommand
{
    /// <summary>
    /// Compresses from now on what the server sends: a listing shrinks five times or more. What we send is framed for it, not made smaller. Worth it where the server is far.
    /// True: it is on, also when it was on before.
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
