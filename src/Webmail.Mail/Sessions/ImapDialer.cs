using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Imap.Tracing;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;

namespace Webmail.Mail.Sessions;

/// <summary>Makes one signed-in IMAP connection of an account: through the network guard, over TLS, with the extensions we use switched on.</summary>
public sealed class ImapDialer(Func<AccountLogin, INetworkConnector> connectors, ProvenConnections proven, TimeProvider time, SessionLimits limits, ScramKeys? keys = null, CommandMetrics? commands = null)
{
    /// <summary>
    /// QRESYNC brings CONDSTORE with it (RFC 7162 section 3.2.3) and turns EXPUNGE into VANISHED, which names UIDs. The other two make names of mailboxes UTF-8, and take messages with
    /// addresses in UTF-8 (RFC 9051, RFC 9755).
    /// </summary>
    private static readonly string[] Extensions = ["QRESYNC", "IMAP4rev2", "UTF8=ACCEPT"];

    /// <summary>A signed-in connection; the one that proved the password when there is one.</summary>
    /// <param name="forLists">It will carry lists and texts, so that compressing it may pay.</param>
    /// <returns>
    /// The connection, and a task that never faults and completes when its extensions are switched on. Until then only SELECT of a name that is the same in every encoding may be asked
    /// for: it follows at once and saves a round trip.
    /// </returns>
    /// <param name="tap">Where its account can be listened to.</param>
    /// <exception cref="ConnectFailedException"/>
    /// <exception cref="ImapCommandException">The server refused the sign-in; the code says why.</exception>
    /// <exception cref="ImapProtocolException"/>
    public async Task<(ImapConnection Connection, Task Ready)> DialAsync(AccountLogin login, bool forLists, WireTap? tap, CancellationToken ct)
    {
        if (proven.Take(login) is { } ready)
        {
            if (tap is not null) ready.Attach(tap);
            return (ready, Task.CompletedTask);
        }

        var connection = await ImapConnection.OpenAsync(login.Imap, ImapCredentials.Password(login.LoginName, login.Password.Reveal()), Options(login, tap), ct);
        return (connection, SwitchOnAsync(connection, forLists));
    }

    /// <summary>Never throws: a connection that breaks meanwhile is broken for whoever asks next. One that announces ENABLE or COMPRESS and refuses it is used as it is.</summary>
    private async Task SwitchOnAsync(ImapConnection connection, bool forLists)
    {
        try
        {
            var asked = time.GetTimestamp();
            var enabled = await connection.EnableAsync(Extensions, CancellationToken.None);
            var isFar = enabled.Count > 0 && time.GetElapsedTime(asked) >= limits.CompressFrom;
            if (limits.Compression == CompressionUse.Always || (limits.Compression == CompressionUse.Far && forLists && isFar)) await connection.CompressAsync(CancellationToken.None);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            // Told above.
        }
    }

    private ImapConnectionOptions Options(AccountLogin login, WireTap? tap) => new()
    {
        Tap = tap,
        Connector = connectors(login),
        TimeProvider = time,
        ScramKeys = keys,
        CommandOver = commands is null ? null : report => commands.Record(login.Imap.Host, report),
        Certificates = login.TrustedCertificateFile is { } file ? ServerCertificates.Trusting(file) : null,
    };
}
