using Webmail.Mail.Remote;

namespace Webmail.Mail.Accounts;

/// <summary>One tenant as the administrator writes it: <c>Webmail:Tenants:0</c> and on.</summary>
public sealed class TenantOptions
{
    /// <summary>What people see; 64 characters at most. In lower case it is part of stored keys: renaming a tenant makes it a new one.</summary>
    public string Name { get; set; } = "";

    /// <summary>Host names of this web site that belong to the tenant.</summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>Domains of its mail addresses. With none, every address is its own.</summary>
    public IList<string> MailDomains { get; } = [];

    public ServerOptions? Imap { get; set; }
    public ServerOptions? Smtp { get; set; }
    public ServerOptions? Sieve { get; set; }

    /// <summary>The server knows "noor", not "noor@tidewater.test".</summary>
    /// <value>The default is false.</value>
    public bool LoginWithoutDomain { get; set; }

    /// <summary>Users may name a server of their own.</summary>
    /// <value>The default is false.</value>
    public bool AllowOtherServers { get; set; }

    /// <summary>A server that users name may be spoken to without encryption.</summary>
    /// <value>The default is false.</value>
    public bool AllowPlainServers { get; set; }

    /// <summary>
    /// Names (authserv-id, RFC 8601) under which the tenant's own receiving servers write Authentication-Results. Only those are believed; the servers
    /// must strip fields with these names from what they receive, as RFC 8601 section 5 asks. With none, no sender counts as verified.
    /// </summary>
    public IList<string> AuthenticationServers { get; } = [];

    /// <summary>Pictures in mail that lie on other hosts.</summary>
    /// <value>The default is <see cref="RemoteImagePolicy.Ask"/>.</value>
    public RemoteImagePolicy RemoteImages { get; set; }

    public BrandingOptions Branding { get; set; } = new();
}
