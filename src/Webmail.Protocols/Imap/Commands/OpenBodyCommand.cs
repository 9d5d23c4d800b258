namespace Webmail.Protocols.Imap.Commands;

/// <summary>FETCH of one section as a stream (RFC 9051 section 6.4.5), decoded by the server where asked and possible (RFC 3516).</summary>
public static class OpenBodyCommand
{
    /// <summary>
    /// Opens a section of a message. Returns when its first octets are here. See <see cref="ImapBodyStream"/> for what a stream
    /// means for the connection.
    /// </summary>
    /// <exception cref="ImapCommandException">NONEXISTENT: no such message or part; else the server's own refusal.</exception>
    public static async Task<ImapBodyStream> OpenBodyAsync(
        this ImapConnection connection, Uid uid, SectionPath section, BodyFetchOptions options, CancellationToken ct)
    {
        // BINARY names parts only: no header, no MIME header.
        var binary = options.Binary && section.Kind == SectionKind.Body && connection.Capabilities.Has("BINARY");
        try
        {
            return await RunAsync(connection, new BodyRequest(uid, section, options, binary), ct).ConfigureAwait(false);
        }
        catch (ImapCommandException e) when (binary && e.Kind != ResponseCodeKind.NonExistent)
        {
            // UNKNOWN-CTE, or a server that cannot decode this very part.
            return await RunAsync(connection, new BodyRequest(uid, section, options, binary: false), ct).ConfigureAwait(false);
        }
    }

    private static async Task<ImapBodyStream> RunAsync(ImapConnection connection, BodyRequest request, CancellationToken ct)
    {
        connection.Start(request);
        try
        {
            return await request.Opened.WaitAsync(ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            connection.Abandon(request);
            request.Forget();
            throw;
        }
    }
}
