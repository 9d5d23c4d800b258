using System.Globalization;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Mta;

/// <summary>
/// A private OpenSMTPD: neither PIPELINING nor CHUNKING nor SMTPUTF8. Takes mail from anybody, in clear (Debian 12's 6.8.0p2 can't do TLS with
/// OpenSSL 3: its privilege separation loses the private key), and passes everything on to one port.
/// </summary>
public sealed class OpenSmtpdServer : NamespaceServer
{
    private OpenSmtpdServer(PrivateFolder folder)
        : base(folder)
    {
    }

    public MtaPorts Ports { get; } = MtaPorts.Free();

    /// <param name="relayTo">The port on loopback that mail is passed on to.</param>
    /// <exception cref="ServerMissingException">It is not unpacked, or this process isn't root.</exception>
    public static async Task<OpenSmtpdServer> CreateAsync(int relayTo, CancellationToken ct)
    {
        string package = UnpackedPackage.Find("opensmtpd");
        var server = new OpenSmtpdServer(new PrivateFolder());
        try
        {
            await File.WriteAllTextAsync(server.PathOf("smtpd.conf"), server.Configuration(relayTo), ct);
            server.Folder("lib/opensmtpd/empty");
            File.SetUnixFileMode(server.Folder("spool/smtpd"), Modes.Traversable & ~(UnixFileMode.GroupRead | UnixFileMode.OtherRead));
            await server.StartPackageAsync(
                "OpenSMTPD", package, [("opensmtpd", 64301), ("opensmtpq", 64302)], ["/usr/sbin/smtpd", "-d", "-f", server.PathOf("smtpd.conf")], server.Ports.Relay, ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private string Configuration(int relayTo) => string.Create(CultureInfo.InvariantCulture, $$"""
        listen on 127.0.0.1 port {{Ports.Relay}}
        smtp max-message-size 60M
        smtp limit max-mails 10000
        action "out" relay host "smtp://127.0.0.1:{{relayTo}}"
        match from any for any action "out"

        """);
}
