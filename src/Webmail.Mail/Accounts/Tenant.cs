using Webmail.Mail.Remote;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Accounts;

/// <summary>One customer of this installation: its servers, its rules, its looks. Tenants share nothing.</summary>
public sealed class Tenant
{
    private const int ImapTls = 993;
    private const int ImapPlain = 143;
    private const int SubmissionTls = 465;
    private const int SubmissionPlain = 587;

    private readonly HashSet<string> _mailDomains;

    public Tenant(TenantOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Id = options.Name.ToLowerInvariant();
        Name = options.Branding.Name ?? options.Name;
        _mailDomains = new HashSet<string>(options.MailDomains.Select(MailAddressText.FoldDomain), StringComparer.Ordinal);
        Imap = options.Imap is { } imap
            ? new ServerEndpoint(imap.Host, imap.Port ?? DefaultPort(imap.Security), imap.Security)
            : null;
        TrustedCertificateFile = options.Imap?.TrustedCertificateFile;
        Smtp = options.Smtp is { } smtp
            ? new ServerEndpoint(smtp.Host, smtp.Port ?? (smtp.Security == TransportSecurity.Tls ? SubmissionTls : SubmissionPlain), smtp.Security)
            : null;
        SmtpCertificateFile = options.Smtp?.TrustedCertificateFile;
        LoginWithoutDomain = options.LoginWithoutDomain;
        AllowsOtherServers = options.AllowOtherServers;
        AllowsPlainServers = options.AllowPlainServers;
        AuthenticationServers = [.. options.AuthenticationServers.Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => name.Trim())];
        RemoteImages = options.RemoteImages;
        Branding = options.Branding;
    }

    /// <summary>Part of every stored key of the tenant.</summary>
    public string Id { get; }

    /// <summary>What people see.</summary>
    public string Name { get; }

    /// <summary>Its own server; null when users name theirs.</summary>
    public ServerEndpoint? Imap { get; }

    public string? TrustedCertificateFile { get; }

    /// <summary>Where its people hand in what they send (RFC 6409, RFC 8314); null: the submission ports of the IMAP server.</summary>
    public ServerEndpoint? Smtp { get; }

    public string? SmtpCertificateFile { get; }
    public bool LoginWithoutDomain { get; }
    public bool AllowsOtherServers { get; }
    public bool AllowsPlainServers { get; }

    /// <summary>Whose Authentication-Results are believed.</summary>
    public IReadOnlyList<string> AuthenticationServers { get; }

    public RemoteImagePolicy RemoteImages { get; }
    public BrandingOptions Branding { get; }

    /// <summary>Whether its own server holds the address.</summary>
    public bool Serves(MailAddressText address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Imap is not null && (_mailDomains.Count == 0 || _mailDomains.Contains(address.Domain));
    }

    internal bool NamesDomain(string domain) => _mailDomains.Contains(domain);

    internal bool NamesAnyDomain => _mailDomains.Count > 0;

    /// <summary>RFC 8314 section 7.3 for TLS; RFC 9051 for STARTTLS and none.</summary>
    public static int DefaultPort(TransportSecurity security) => security == TransportSecurity.Tls ? ImapTls : ImapPlain;
}
