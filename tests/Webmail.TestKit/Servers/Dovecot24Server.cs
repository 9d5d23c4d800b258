using System.Globalization;
using Webmail.TestKit.Certificates;

namespace Webmail.TestKit.Servers;

/// <summary>A private Dovecot 2.4 in its Debian 13: IMAP with STARTTLS, IMAPS. Any name is a user, with one password.</summary>
public sealed class Dovecot24Server : NamespaceServer
{
    private const string Password = "secret";

    private const string Start = """
        set -e
        mkdir -p "$1/mail"
        chown mail:mail "$1/mail"
        exec dovecot -F -c "$1/dovecot.conf"
        """;

    private readonly TestCertificates _certificates;
    private readonly int[] _ports = LoopbackPorts.Free(2);
    private int _users;

    private Dovecot24Server(PrivateFolder folder, TestCertificates certificates)
        : base(folder) => _certificates = certificates;

    public ImapHost Host => new(_ports[0], _ports[1], _certificates.AuthorityFile, Password, NewUser);

    /// <exception cref="ServerFailedException">There is no Debian 13, or it did not start; carries what it printed.</exception>
    public static async Task<Dovecot24Server> CreateAsync(CancellationToken ct)
    {
        string system = Debian13.Find("dovecot");
        var folder = new PrivateFolder();
        var certificates = await TestCertificates.CreateAsync(folder.Folder("tls"), ServerCertificateKind.Trusted, TimeProvider.System, ct);
        var server = new Dovecot24Server(folder, certificates);
        try
        {
            await File.WriteAllTextAsync(server.PathOf("dovecot.conf"), server.Configuration(folder.Root), ct);
            await server.StartSystemAsync("Dovecot 2.4", system, ["/bin/sh", "-c", Start, "dovecot", folder.Root], server._ports[1], ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private string NewUser() => string.Create(CultureInfo.InvariantCulture, $"user-{Interlocked.Increment(ref _users)}@tidewater.test");

    private string Configuration(string root) => string.Create(CultureInfo.InvariantCulture, $$"""
        dovecot_config_version = 2.4.0
        dovecot_storage_version = 2.4.0
        base_dir = /run/dovecot
        log_path = /dev/stderr
        listen = 127.0.0.1
        hostname = localhost
        protocols {
          imap = yes
        }
        ssl = yes
        ssl_server_cert_file = {{_certificates.CertificateFile}}
        ssl_server_key_file = {{_certificates.KeyFile}}
        auth_allow_cleartext = no
        auth_mechanisms = plain login scram-sha-1 scram-sha-1-plus scram-sha-256 scram-sha-256-plus
        auth_failure_delay = 0
        first_valid_uid = 1
        mail_uid = mail
        mail_gid = mail
        mail_driver = maildir
        mail_home = {{root}}/mail/%{user}
        mail_path = ~/Maildir
        mail_utf8_extensions = yes
        mail_max_userip_connections = 0
        mailbox_idle_check_interval = 1 secs
        imap_metadata = yes
        mail_attribute {
          dict file {
            path = %{home}/attributes
          }
        }
        mail_plugins {
          quota = yes
        }
        quota "User quota" {
          driver = count
          quota_storage_size = {{ImapHost.QuotaMiB}} M
        }
        passdb static {
          password = {{Password}}
        }
        userdb static {
          fields {
            uid = mail
            gid = mail
            home = {{root}}/mail/%{user}
          }
        }
        protocol imap {
          mail_plugins {
            imap_quota = yes
          }
        }
        namespace inbox {
          inbox = yes
          separator = /
          mailbox Drafts {
            auto = subscribe
            special_use = \Drafts
          }
        }
        service imap-login {
          inet_listener imap {
            port = {{_ports[0]}}
          }
          inet_listener imaps {
            port = {{_ports[1]}}
            ssl = yes
          }
        }

        """);
}
