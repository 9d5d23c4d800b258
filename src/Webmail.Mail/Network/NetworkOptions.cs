namespace Webmail.Mail.Network;

/// <summary>What the administrator lets users reach beyond the public internet: <c>Webmail:Network</c>.</summary>
public sealed class NetworkOptions
{
    public const string Section = "Webmail:Network";

    /// <summary>Host names, addresses and networks ("192.168.7.0/24") that may be private. Empty entries are ignored, so that a compose file can leave one open.</summary>
    public IList<string> AllowedPrivateHosts { get; } = [];

    /// <summary>Ports beside those of mail.</summary>
    public IList<int> AllowedPorts { get; } = [];

    /// <summary>The same for web servers that mail names (pictures, unsubscribing): an intranet's own newsletters. Apart, because any stranger's mail can name them.</summary>
    public IList<string> AllowedPrivateWebHosts { get; } = [];

    /// <summary>Ports beside 80 and 443 for these.</summary>
    public IList<int> AllowedWebPorts { get; } = [];
}
