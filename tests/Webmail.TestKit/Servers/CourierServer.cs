using System.Globalization;
using System.Text;
using Webmail.TestKit.Certificates;

namespace Webmail.TestKit.Servers;

/// <summary>A private Courier 5.0: IMAP with STARTTLS, IMAPS. A fixed number of users with one password.</summary>
public sealed class CourierServer : NamespaceServer
{
    private const int MailUser = 64331;
    private const int Users = 100;
    private const string Password = "secret";

    // "openssl passwd -1 -salt webmail secret": authuserdb takes crypt(3) only.
    private const string PasswordHash = "$1$webmail$mcaGhIOgWAHyFZ9zgdNAs.";

    private const string Start = """
        set -e
        root="$1" user="$2" imap="$3" imaps="$4"
        mkdir -p /run/courier/authdaemon /var/lib/courier
        chmod 755 /run/courier /run/courier/authdaemon
        makeuserdb
        chown -R "$user:$user" "$root/mail"
        (set -a; . /etc/courier/authdaemonrc; exec /usr/lib/courier/courier-authlib/authdaemond) &
        set -a
        . /etc/courier/imapd-ssl
        . /etc/courier/imapd
        IMAP_STARTTLS=YES
        tcpd="/usr/sbin/couriertcpd -address=127.0.0.1 -maxprocs=100 -maxperip=100 -nodnslookup -noidentlookup"
        $tcpd "$imap" /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir &
        IMAP_TLS=1
        exec $tcpd "$imaps" /usr/bin/couriertls -server -tcpd /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir
        """;

    private readonly TestCertificates _certificates;
    private readonly int[] _ports = LoopbackPorts.Free(2);
    private int _users;

    private CourierServer(PrivateFolder folder, TestCertificates certificates)
        : base(folder) => _certificates = certificates;

    public ImapHost Host => new(_ports[0], _ports[1], _certificates.AuthorityFile, Password, NewUser);

    /// <exception cref="ServerMissingException">It is not unpacked, or this process isn't root.</exception>
    /// <exception cref="ServerFailedException">It did not start; carries what it printed.</exception>
    public static async Task<CourierServer> CreateAsync(CancellationToken ct, TimeProvider? time = null)
    {
        string package = UnpackedPackage.Find("courier");
        var folder = new PrivateFolder();
        var certificates = await TestCertificates.CreateAsync(folder.Folder("tls"), ServerCertificateKind.Trusted, time ?? TimeProvider.System, ct);
        var server = new CourierServer(folder, certificates);
        try
        {
            await server.WriteFilesAsync(package, ct);
            string[] command = ["/bin/sh", "-c", Start, "courier", folder.Root, MailUser.ToString(CultureInfo.InvariantCulture), .. server._ports.Select(port => port.ToString(CultureInfo.InvariantCulture))];
            await server.StartPackageAsync("Courier", package, [("courier", 64330), ("courier-mail", MailUser)], command, server._ports[1], ct);
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

    private async Task WriteFilesAsync(string package, CancellationToken ct)
    {
        string etc = Folder("etc/courier");
        foreach (string name in (string[])["imapd", "imapd-ssl", "authdaemonrc"])
            File.Copy(Path.Combine(package, "etc/courier", name), Path.Combine(etc, name));
        string pem = PathOf("tls/both.pem");
        await File.WriteAllTextAsync(pem, await File.ReadAllTextAsync(_certificates.CertificateFile, ct) + await File.ReadAllTextAsync(_certificates.KeyFile, ct), ct);
        File.SetUnixFileMode(pem, Modes.Readable);
        await File.AppendAllTextAsync(Path.Combine(etc, "authdaemonrc"), "\nauthmodulelist=\"authuserdb\"\n", ct);
        await File.AppendAllTextAsync(Path.Combine(etc, "imapd"), "\nIMAP_CAPABILITY=\"IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE AUTH=PLAIN\"\nIMAP_IDLE_TIMEOUT=1\n", ct);
        await File.AppendAllTextAsync(Path.Combine(etc, "imapd-ssl"), $"\nTLS_CERTFILE={pem}\nTLS_DHPARAMS=\nTLS_CACHEFILE=\n", ct);
        await WriteUsersAsync(Path.Combine(etc, "userdb"), ct);
    }

    private async Task WriteUsersAsync(string file, CancellationToken ct)
    {
        var lines = new StringBuilder();
        for (var number = 1; number <= Users; number++)
        {
            string home = Folder($"mail/user{number.ToString(CultureInfo.InvariantCulture)}"), mail = Path.Combine(home, "Maildir");
            foreach (string part in (string[])["cur", "new", "tmp"]) Directory.CreateDirectory(Path.Combine(mail, part));
            await File.WriteAllTextAsync(Path.Combine(mail, "maildirsize"), string.Create(CultureInfo.InvariantCulture, $"{ImapHost.QuotaMiB * 1024 * 1024}S\n"), ct);
            lines.Append(CultureInfo.InvariantCulture, $"user{number}\tuid={MailUser}|gid={MailUser}|home={home}|mail={mail}|imappw={PasswordHash}\n");
        }

        await File.WriteAllTextAsync(file, lines.ToString(), ct);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
