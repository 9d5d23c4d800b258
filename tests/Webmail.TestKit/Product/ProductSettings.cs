using System.Globalization;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;

namespace Webmail.TestKit.Product;

/// <summary>The environment that starts the product on SQLite with one tenant whose mail server is a private Dovecot.</summary>
public static class ProductSettings
{
    /// <param name="database">The SQLite file; made when missing.</param>
    /// <param name="port">The port on 127.0.0.1 that the product listens on, in plain HTTP.</param>
    public static Dictionary<string, string> For(DovecotServer dovecot, string database, int port) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Webmail__Database__Provider"] = "Sqlite",
        ["Webmail__Database__ConnectionString"] = $"Data Source={database}",
        ["Webmail__Security__AllowInsecureLoopback"] = "true",
        ["Webmail__Network__AllowedPrivateHosts__0"] = "127.0.0.1",
        // Whoever types this Dovecot as another server may reach it on its odd ports too.
        ["Webmail__Network__AllowedPorts__0"] = dovecot.Ports.Imap.ToString(CultureInfo.InvariantCulture),
        ["Webmail__Network__AllowedPorts__1"] = dovecot.Ports.Imaps.ToString(CultureInfo.InvariantCulture),
        ["Webmail__Tenants__0__Name"] = "Tidewater",
        ["Webmail__Tenants__0__Hosts__0"] = "localhost",
        ["Webmail__Tenants__0__Hosts__1"] = "127.0.0.1",
        ["Webmail__Tenants__0__MailDomains__0"] = "tidewater.test",
        ["Webmail__Tenants__0__Imap__Host"] = "127.0.0.1",
        ["Webmail__Tenants__0__Imap__Port"] = dovecot.Ports.Imaps.ToString(CultureInfo.InvariantCulture),
        ["Webmail__Tenants__0__Imap__Security"] = "Tls",
        ["Webmail__Tenants__0__Imap__TrustedCertificateFile"] = dovecot.AuthorityFile,
        ["Webmail__Tenants__0__Smtp__Host"] = "127.0.0.1",
        ["Webmail__Tenants__0__Smtp__Port"] = dovecot.Ports.Submission.ToString(CultureInfo.InvariantCulture),
        ["Webmail__Tenants__0__Smtp__Security"] = "StartTls",
        ["Webmail__Tenants__0__Smtp__TrustedCertificateFile"] = dovecot.AuthorityFile,
        ["Webmail__Tenants__0__Sieve__Host"] = "127.0.0.1",
        ["Webmail__Tenants__0__Sieve__Port"] = dovecot.Ports.Sieve.ToString(CultureInfo.InvariantCulture),
        ["Webmail__Tenants__0__Sieve__Security"] = "StartTls",
        ["Webmail__Tenants__0__Sieve__TrustedCertificateFile"] = dovecot.AuthorityFile,
        ["Webmail__Tenants__0__AuthenticationServers__0"] = MessageDraft.AuthenticationServer,
        ["Webmail__Tenants__0__AllowOtherServers"] = "true",
        ["Webmail__Tenants__0__AllowPlainServers"] = "false",
    };
}
