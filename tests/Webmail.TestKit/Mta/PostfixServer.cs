using System.Globalization;
using Webmail.TestKit.Certificates;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Mta;

/// <summary>A private Postfix. Passes everything on to one port, or takes and forgets it. Wants no sign-in: it has no users.</summary>
public sealed class PostfixServer : NamespaceServer
{
    private static readonly string[] Services =
    [
        "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr", "tlsmgr unix - - n 1000? 1 tlsmgr", "rewrite unix - - n - - trivial-rewrite",
        "bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce", "verify unix - - n - 1 verify",
        "flush unix n - n 1000? 0 flush", "proxymap unix - - n - - proxymap", "smtp unix - - n - - smtp", "relay unix - - n - - smtp",
        "error unix - - n - - error", "retry unix - - n - - error", "discard unix - - n - - discard", "anvil unix - - n - 1 anvil",
        "scache unix - - n - 1 scache", "postlog unix-dgram n - n - 1 postlogd", "pickup unix n - n 60 1 pickup",
    ];

    private readonly TestCertificates _certificates;

    private PostfixServer(PrivateFolder folder, TestCertificates certificates)
        : base(folder) => _certificates = certificates;

    public MtaPorts Ports { get; } = MtaPorts.Free();

    /// <summary>The authority's certificate that a client has to trust.</summary>
    public string AuthorityFile => _certificates.AuthorityFile;

    /// <param name="relayTo">The port on loopback that mail is passed on to; null: mail is taken and forgotten.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="time">The clock for the certificates.</param>
    /// <exception cref="ServerMissingException">It is not unpacked, or this process isn't root.</exception>
    public static async Task<PostfixServer> CreateAsync(int? relayTo, CancellationToken ct, TimeProvider? time = null)
    {
        string package = UnpackedPackage.Find("postfix");
        var folder = new PrivateFolder();
        var certificates = await TestCertificates.CreateAsync(folder.Folder("tls"), ServerCertificateKind.Trusted, time ?? TimeProvider.System, ct);
        var server = new PostfixServer(folder, certificates);
        try
        {
            string conf = server.Folder("conf");
            foreach (string file in (string[])["etc/postfix/postfix-files", "etc/postfix/post-install", "etc/postfix/postfix-script", "usr/share/postfix/dynamicmaps.cf"])
                File.Copy(Path.Combine(package, file), Path.Combine(conf, Path.GetFileName(file)));
            await File.WriteAllTextAsync(Path.Combine(conf, "main.cf"), server.Main(relayTo), ct);
            await File.WriteAllTextAsync(Path.Combine(conf, "master.cf"), server.Master(), ct);
            server.Folder("spool/postfix");
            server.Folder("lib/postfix");
            await ShortCommand.RunAsync("/bin/chown", ["64311", server.PathOf("lib/postfix")], ct);
            await server.StartPackageAsync("Postfix", package, [("postfix", 64311), ("postdrop", 64312)], ["/usr/sbin/postfix", "-c", conf, "start-fg"], server.Ports.Submissions, ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private string Main(int? relayTo) => string.Create(CultureInfo.InvariantCulture, $$"""
        compatibility_level = 3.6
        meta_directory = {{PathOf("conf")}}
        shlib_directory = /usr/lib/postfix
        daemon_directory = /usr/lib/postfix/sbin
        queue_directory = /var/spool/postfix
        data_directory = /var/lib/postfix
        maillog_file = /dev/stdout
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = localhost.localdomain
        mydestination =
        alias_maps =
        local_recipient_maps =
        {{(relayTo is null ? "default_transport = discard" : $"relayhost = [127.0.0.1]:{relayTo.Value.ToString(CultureInfo.InvariantCulture)}")}}
        mynetworks = 127.0.0.0/8
        smtpd_relay_restrictions = permit_mynetworks, reject
        smtpd_recipient_limit = 1000
        message_size_limit = 62914560
        smtpd_tls_cert_file = {{_certificates.CertificateFile}}
        smtpd_tls_key_file = {{_certificates.KeyFile}}
        smtpd_tls_security_level = may
        disable_dns_lookups = yes
        smtp_host_lookup = native

        """);

    private string Master() => string.Create(CultureInfo.InvariantCulture, $"""
        127.0.0.1:{Ports.Relay} inet n - n - - smtpd
        127.0.0.1:{Ports.Submission} inet n - n - - smtpd
            -o smtpd_tls_security_level=encrypt
        127.0.0.1:{Ports.Submissions} inet n - n - - smtpd
            -o smtpd_tls_wrappermode=yes

        """) + string.Join('\n', Services) + "\n";
}
