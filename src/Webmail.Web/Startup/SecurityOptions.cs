namespace Webmail.Web.Startup;

/// <summary><c>Webmail:Security</c>.</summary>
internal sealed class SecurityOptions
{
    public const string Section = "Webmail:Security";

    /// <summary>
    /// Serve plain HTTP to clients on this very machine, for a demo or a test. The cookie then loses <c>Secure</c> and its
    /// <c>__Host-</c> name, which browsers give to HTTPS only. Everybody else still needs HTTPS.
    /// </summary>
    /// <value>The default is false.</value>
    public bool AllowInsecureLoopback { get; set; }

    /// <summary>Addresses and networks of reverse proxies whose X-Forwarded-For, -Proto and -Host are believed; nobody else's are.</summary>
    public IList<string> TrustedProxies { get; } = [];
}
