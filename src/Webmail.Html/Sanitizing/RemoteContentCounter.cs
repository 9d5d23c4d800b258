using Webmail.Html.RemoteContent;

namespace Webmail.Html.Sanitizing;

/// <summary>Counts what one run leaves out or points to the proxy.</summary>
internal sealed class RemoteContentCounter
{
    private const int MaxHosts = 50;
    private readonly List<string> _hosts = [];

    public int Blocked { get; private set; }

    public int Proxied { get; private set; }

    public int Pixels { get; private set; }

    public int Others { get; set; }

    public void SeeImage(string? host, bool proxied, bool pixel)
    {
        if (proxied) Proxied++;
        else Blocked++;
        if (pixel) Pixels++;
        if (host is not null && _hosts.Count < MaxHosts && !_hosts.Contains(host)) _hosts.Add(host);
    }

    public RemoteContentFacts ToFacts(int cssReferences) => new(Blocked, Proxied, Pixels, Others + cssReferences, _hosts);
}
