using System.Globalization;
using Webmail.TestKit.Certificates;

namespace Webmail.TestKit.Servers;

/// <summary>A private Cyrus, 3.6 or 3.10: IMAP with STARTTLS, IMAPS. A fixed number of users with one password.</summary>
public sealed class CyrusServer : NamespaceServer
{
    private const int CyrusUser = 64320;
    private const int Users = 100;
    private const string Password = "secret";
    private const string Programs = "/usr/lib/cyrus/bin";

    // Its folders must be its own before the master starts, and it knows only users of the SASL database.
    private const string Start = """
        set -e
        root="$1" users="$2" password="$3"
        mkdir -p /run/cyrus/proc /run/cyrus/lock /run/cyrus/socket /var/lib/cyrus /var/spool/cyrus
        chown -R cyrus:mail /run/cyrus /var/lib/cyrus /var/spool/cyrus "$root/tls"
        for number in $(seq "$users"); do
            echo "$password" | saslpasswd2 -p -c -f "$root/sasldb2" -u localhost "user$number"
        done
        chown cyrus:mail "$root/sasldb2"
        exec /usr/lib/cyrus/bin/master -D -M "$root/cyrus.conf" -C "$root/imapd.conf" -l 64
        """;

    private readonly TestCertificates _certificates;
    private readonly int[] _ports = LoopbackPorts.Free(2);
    private int _users;

    private CyrusServer(PrivateFolder folder, TestCertificates certificates)
        : base(folder) => _certificates = certificates;

    public ImapHost Host => new(_ports[0], _ports[1], _certificates.AuthorityFile, Password, NewUser);

    /// <summary>Cyrus 3.6, unpacked.</summary>
    /// <exception cref="ServerMissingException">It is not unpacked, or this process isn't root.</exception>
    /// <exception cref="ServerFailedException">It did not start; carries what it printed.</exception>
    public static Task<CyrusServer> CreateAsync(CancellationToken ct)
    {
        string package = UnpackedPackage.Find("cyrus");
        return CreateAsync((server, command) => server.StartPackageAsync("Cyrus", package, [("cyrus", CyrusUser)], command, server._ports[1], ct), ct);
    }

    /// <summary>Cyrus 3.10, in its Debian 13.</summary>
    /// <exception cref="ServerFailedException">There is no Debian 13, or it did not start; carries what it printed.</exception>
    public static Task<CyrusServer> CreateDebian13Async(CancellationToken ct)
    {
        string system = Debian13.Find("cyrus");
        return CreateAsync((server, command) => server.StartSystemAsync("Cyrus 3.10", system, command, server._ports[1], ct), ct);
    }

    private static async Task<CyrusServer> CreateAsync(Func<CyrusServer, string[], Task> start, CancellationToken ct)
    {
        var folder = new PrivateFolder();
        var certificates = await TestCertificates.CreateAsync(folder.Folder("tls"), ServerCertificateKind.Trusted, TimeProvider.System, ct);
        var server = new CyrusServer(folder, certificates);
        try
        {
            await File.WriteAllTextAsync(server.PathOf("imapd.conf"), server.Imapd(), ct);
            await File.WriteAllTextAsync(server.PathOf("cyrus.conf"), server.Services(), ct);
            string[] command = ["/bin/sh", "-c", Start, "cyrus", folder.Root, Users.ToString(CultureInfo.InvariantCulture), Password];
            await start(server, command);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private string NewUser() => Interlocked.Increment(ref _users) is <= Users and var number
        ? string.Create(CultureInfo.InvariantCulture, $"user{number}")
        : throw new InvalidOperationException("More users than there are.");

    private string Imapd() => string.Create(CultureInfo.InvariantCulture, $$"""
        configdirectory: /var/lib/cyrus
        proc_path: /run/cyrus/proc
        mboxname_lockpath: /run/cyrus/lock
        idlesocket: /run/cyrus/socket/idle
        lmtpsocket: /run/cyrus/socket/lmtp
        partition-default: /var/spool/cyrus
        defaultpartition: default
        admins: admin
        servername: localhost
        sasl_pwcheck_method: auxprop
        sasl_auxprop_plugin: sasldb
        sasl_sasldb_path: {{PathOf("sasldb2")}}
        sasl_mech_list: PLAIN SCRAM-SHA-1 SCRAM-SHA-256
        allowplaintext: no
        allowstarttls: yes
        altnamespace: yes
        unixhierarchysep: yes
        conversations: 1
        autocreate_quota: {{ImapHost.QuotaMiB * 1024}}
        autocreate_inbox_folders: Drafts | Sent | Trash
        autocreate_subscribe_folders: Drafts | Sent | Trash
        xlist-drafts: Drafts
        xlist-sent: Sent
        xlist-trash: Trash
        tls_server_cert: {{_certificates.CertificateFile}}
        tls_server_key: {{_certificates.KeyFile}}
        imapidlepoll: 1

        """);

    private string Services() => string.Create(CultureInfo.InvariantCulture, $$"""
        START {
          recover cmd="{{Programs}}/ctl_cyrusdb -C {{PathOf("imapd.conf")}} -r"
        }
        SERVICES {
          imap cmd="imapd -C {{PathOf("imapd.conf")}} -U 30" listen="127.0.0.1:{{_ports[0]}}" prefork=1 maxchild=100
          imaps cmd="imapd -C {{PathOf("imapd.conf")}} -s -U 30" listen="127.0.0.1:{{_ports[1]}}" prefork=1 maxchild=100
        }
        EVENTS {
        }
        DAEMON {
          idled cmd="idled -C {{PathOf("imapd.conf")}}"
        }

        """);
}
