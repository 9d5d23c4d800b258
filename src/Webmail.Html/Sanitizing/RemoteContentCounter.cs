using Webmail.Html.RemoteContent;

namespace Webmail.Html.Sanitizing;

/// <summary>Counts what one run leaves out or points to the proxy.</summary>
internal sealed class RemoteContentCounter
{
    private const int MaxHosts = 50;
    private readonly List<string> _hosts = [];
    private readonly Dictionary<string, int> _trackers = new(StringComparer.OrdinalIgnoreCase);

    public int Blocked { get; private set; }

    public int Proxied { get; private set; }

    public int Others { get; set; }

    public void SeeImage(string? host, bool proxied)
    {
        if (proxied) Proxied++;
        else Blocked++;
        if (host is not null && _hosts.Count < MaxHosts && !_hosts.Contains(host)) _hosts.Add(host);
    }

    public void SeeTracker(string name)
    {
        if (_trackers.Count < MaxHosts || _trackers.ContainsKey(name)) _trackers[name] = _trackers.GetValueOrDefault(name) + 1;
    }

    public RemoteContentFacts ToFacts(int cssReferences)
    {
        var trackers = _trackers.Select(tracker => new TrackerFact(tracker.Key, tracker.Value)).OrderByDescending(tracker => tracker.Pixels).ThenBy(tracker => tracker.Name, StringComparer.Ordinal);
        return new RemoteContentFacts(Blocked, Proxied, [.. trackers], Others + cssReferences, _hosts);
    }
}
