using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>GETJMAPACCESS (RFC 9698).</summary>
public static class JmapAccessCommand
{
    /// <summary>Where the same account can be reached over JMAP with the same credentials; null when it cannot, or when what the server says is no https address.</summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public static async Task<Uri?> JmapAccessAsync(this ImapConnection connection, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("JMAPACCESS"))
        {
            return null;
        }

        string? told = null;
        var command = new ImapCommand("GETJMAPACCESS")
        {
            Collect = response =>
            {
                told = response is JmapAccessReply reply ? reply.Url : told;
                return response is JmapAccessReply;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return Uri.TryCreate(told, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;
    }
}
