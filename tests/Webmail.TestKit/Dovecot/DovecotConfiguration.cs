using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Webmail.TestKit.Certificates;

namespace Webmail.TestKit.Dovecot;

/// <summary>The text of <c>dovecot.conf</c> (Dovecot 2.3) for one private server.</summary>
internal static class DovecotConfiguration
{
    // What 2.3.19 announces with all of the plugins below; needed whole when some words are left out.
    private static readonly string[] Capabilities =
        ("IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT SORT=DISPLAY THREAD=REFERENCES THREAD=REFS THREAD=ORDEREDSUBJECT " +
         "MULTIAPPEND URL-PARTIAL CATENATE UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED I18NLEVEL=1 CONDSTORE QRESYNC ESEARCH " +
         "ESORT SEARCHRES WITHIN CONTEXT=SEARCH LIST-STATUS BINARY MOVE SNIPPET=FUZZY PREVIEW=FUZZY PREVIEW STATUS=SIZE SAVEDATE " +
         "LITERAL+ NOTIFY URLAUTH URLAUTH=BINARY METADATA SPECIAL-USE COMPRESS=DEFLATE QUOTA ACL RIGHTS=texk").Split(' ');

    private static readonly (string Name, string Use)[] SpecialMailboxes =
        [("Drafts", "Drafts"), ("Sent", "Sent"), ("Archive", "Archive"), ("Junk", "Junk"), ("Trash", "Trash")];

    public static string Text(string root, DovecotOptions options, DovecotPorts ports, TestCertificates certificates)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            base_dir = {{root}}/run
            state_dir = {{root}}/state
            log_path = {{root}}/dovecot.log
            instance_name = webmail-private
            listen = 127.0.0.1
            hostname = localhost
            protocols = imap lmtp sieve submission
            ssl = {{(options.RequireTls ? "required" : "yes")}}
            ssl_cert = <{{certificates.CertificateFile}}
            ssl_key = <{{certificates.KeyFile}}
            disable_plaintext_auth = {{(options.RequireTls ? "yes" : "no")}}
            auth_mechanisms = plain login scram-sha-256
            auth_failure_delay = 0
            mail_location = maildir:~/Maildir:UTF-8
            mail_plugins = acl quota zlib
            mail_attribute_dict = file:%h/dovecot-attributes
            mail_max_userip_connections = 0
            mailbox_list_index = yes
            # Its default of 256 MB ends a connection that looks at 1,000,000 messages for the first time.
            default_vsz_limit = 2 G
            # A user of Linux has 128 inotify instances, and each idling connection takes one: beyond, Dovecot looks by itself, by default twice a minute.
            mailbox_idle_check_interval = 1 secs
            recipient_delimiter = +
            imap_metadata = yes
            imap_urlauth_host = *
            submission_relay_host = 127.0.0.1
            submission_relay_port = {{options.RelayPort ?? 1}}
            submission_relay_trusted = yes
            submission_max_mail_size = 60M
            namespace inbox {
              inbox = yes
              separator = /

            """);
        if (options.SpecialUseMailboxes)
        {
            foreach ((string name, string use) in SpecialMailboxes)
                text.Append(CultureInfo.InvariantCulture, $"  mailbox {name} {{\n    auto = subscribe\n    special_use = \\{use}\n  }}\n");
        }
        text.Append("}\n");
        text.Append(CultureInfo.InvariantCulture, $$"""
            plugin {
              acl = vfile
              acl_shared_dict = file:{{root}}/shared-mailboxes
              quota = count:User quota
              quota_rule = *:storage={{options.QuotaMiB}}M
              quota_vsizes = yes
              sieve = file:~/sieve;active=~/.dovecot.sieve
            }
            protocol imap {
              mail_plugins = $mail_plugins imap_acl imap_quota imap_zlib
            }
            protocol lmtp {
              mail_plugins = $mail_plugins sieve
            }
            service imap-login {
              service_count = 0
              client_limit = 4096
              inet_listener imap {
                port = {{ports.Imap}}
              }
              inet_listener imaps {
                port = {{ports.Imaps}}
              }
            }
            service imap {
              process_limit = 4096
            }
            service lmtp {
              inet_listener lmtp {
                port = {{ports.Lmtp}}
              }
            }
            service managesieve-login {
              inet_listener sieve {
                port = {{ports.Sieve}}
              }
            }
            service submission-login {
              inet_listener submission {
                port = {{ports.Submission}}
              }
            }
            service stats {
              unix_listener stats-writer {
                mode = 0666
              }
            }

            """);
        text.Append(SignIn(root, options));
        text.Append(DovecotUser.Lines(root));
        if (options.WithoutCapabilities.Count > 0)
            text.Append("imap_capability = ").AppendJoin(' ', Capabilities.Except(options.WithoutCapabilities, StringComparer.OrdinalIgnoreCase)).Append('\n');
        return text.Append(options.ExtraConfiguration).Append('\n').ToString();
    }

    private static string SignIn(string root, DovecotOptions options) => options.Users is null
        ? $"passdb {{\n  driver = static\n  args = password={Stored(options)}\n}}\n"
        : $"passdb {{\n  driver = passwd-file\n  args = scheme=PLAIN username_format=%Lu {root}/users\n}}\n";

    // StoredKey and ServerKey of RFC 5802 section 3, as "doveadm pw -s SCRAM-SHA-256" writes them.
    private static string Stored(DovecotOptions options)
    {
        if (!options.StoresScramKeys) return options.Password;
        const int Iterations = 4096;
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(options.Password, salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var fields = new[] { salt, SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8)), HMACSHA256.HashData(salted, "Server Key"u8) };
        return string.Create(CultureInfo.InvariantCulture, $"{{SCRAM-SHA-256}}{Iterations},{string.Join(',', fields.Select(Convert.ToBase64String))}");
    }

    /// <summary>The password file for <see cref="DovecotOptions.Users"/>.</summary>
    public static string Passwords(IReadOnlyDictionary<string, string> users) =>
        string.Concat(users.Select(user => $"{user.Key.ToLowerInvariant()}:{{PLAIN}}{user.Value}::::::\n"));
}
