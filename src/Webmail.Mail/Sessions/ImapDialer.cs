using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;

namespace Webmail.Mail.Sessions;

/// <summary>Makes one signed-in IMAP connection of an account: through the network guard, over TLS, with the extensions we use switched on.</summary>
public sealed class ImapDialer(Func<AccountLogin, INetworkConnector> connectors, ProvenConnections proven, TimeProvider time, ScramKeys? keys = null)
{
    /// <summary>A connection ready for commands; the one that proved the password when there is one.</summary>
    /// <exception cref="ConnectFailedException"/>
    /// <exception cref="ImapCommandException">The server refused the sign-in; the code says why.</exception>
    /// <exception cref="ImapProtocolException"/>
    public async Task<ImapConnection> DialAsync(AccountLogin login, CancellationToken ct)
    {
        if (proven.Take(login) is { } ready) return ready;
        var connection = await ImapConnection.OpenAsync(login.Imap, ImapCredentials.Password(login.LoginName, login.Password.Reveal()), Options(login), ct);
        try
        {
            // QRESYNC brings CONDSTORE with it (RFC 7162 section 3.2.3) and turns EXPUNGE into VANISHED, which names UIDs.
            if (connection.Capabilities.Has("QRESYNC")) await connection.EnableAsync(["QRESYNC"], ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private ImapConnectionOptions Options(AccountLogin login) => new()
    {
        Connector = connectors(login),
        TimeProvider = time,
        ScramKeys = keys,
        Certificates = login.TrustedCertificateFile is { } file ? ServerCertificates.Trusting(file) : null,
    };
}
