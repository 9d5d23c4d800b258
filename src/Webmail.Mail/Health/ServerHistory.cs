using Webmail.Mail.Accounts;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Health;

/// <summary>
/// The last 24 hours of all mail servers, in memory: commands of every server, counted as they end. The servers of the tenants always have a place; those that people name themselves
/// share a bounded number, so that nobody can fill the memory with names.
/// </summary>
public sealed class ServerHistory
{
    /// <summary>Servers beside the tenants' own. One that is asked a dozen kinds of command in each hour of a day costs 155 KB, all of them 2.5 MB; what comes later is counted as one.</summary>
    internal const int MostOtherHosts = 16;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServerFigures> _hosts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own;
    private readonly ServerFigures _others = new();

    // Of all servers together, counted as it happens: the lock is the connections' own, and a day of many servers is too much to add up under it.
    private readonly TimeRing<Durations> _minutes = new(TimeSpan.FromMinutes(1), 60);
    private readonly TimeRing<AnswerStretch> _stretches = new(HealthReport.Stretch, (int)(Kept / HealthReport.Stretch));
    private readonly TimeProvider _time;

    public ServerHistory(TenantDirectory tenants, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(tenants);
        _time = time;
        _own = [.. tenants.All.Select(tenant => tenant.Imap).OfType<Webmail.Protocols.Net.ServerEndpoint>().Select(server => server.Host.ToLowerInvariant())];
        foreach (var host in _own) _hosts[host] = new ServerFigures();
    }

    /// <summary>A command is over. Called on the connections' own loops: short.</summary>
    internal void Record(string host, in ImapCommandReport report)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            PlaceOf(host, now).Record(now, report);
            var stretch = _stretches.At(now);
            stretch.Queued.Add(report.Queued);
            if (report.Outcome == ImapCommandOutcome.Broken) return;
            stretch.Answers.Add(report.Duration);
            _minutes.At(now).Add(report.Duration);
        }
    }

    /// <summary>A connection could not be made, or broke. A host that never answered gets no place: it may be a typing error.</summary>
    internal void Failed(string host)
    {
        var now = _time.GetUtcNow();
        lock (_lock) (_hosts.GetValueOrDefault(host.ToLowerInvariant()) ?? _others).Failed(now);
    }

    /// <param name="connections">Open now, by host.</param>
    internal IReadOnlyList<ServerReport> Servers(IReadOnlyDictionary<string, int> connections)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            var servers = _hosts.Where(host => _own.Contains(host.Key) || now - host.Value.LastUsed < Kept)
                .Select(host => host.Value.Report(host.Key, now, connections.GetValueOrDefault(host.Key))).OrderBy(server => server.Host, StringComparer.Ordinal).ToList();
            var elsewhere = connections.Where(host => !_hosts.ContainsKey(host.Key.ToLowerInvariant())).Sum(host => host.Value);
            if (elsewhere > 0 || now - _others.LastUsed < Kept) servers.Add(_others.Report(null, now, elsewhere));
            return servers;
        }
    }

    /// <param name="host">Null: all that have no place of their own.</param>
    internal IReadOnlyList<CommandFigures> Commands(string? host)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            var figures = host is null ? _others : _hosts.GetValueOrDefault(host);
            return [.. (figures?.Commands(now) ?? []).OrderByDescending(command => command.Count).ThenBy(command => command.Command, StringComparer.Ordinal)];
        }
    }

    /// <summary>All servers, in stretches as the clock cuts them, from a day ago to the one that still runs; oldest first. The last is joined with the one before it: of a moment alone there is nothing to say.</summary>
    internal IReadOnlyList<AnswerPoint> Answers()
    {
        var now = _time.GetUtcNow();
        var points = new List<AnswerPoint>();
        lock (_lock)
        {
            for (var back = Kept - HealthReport.Stretch; back >= TimeSpan.Zero; back -= HealthReport.Stretch)
            {
                var (answers, queued) = (new Durations(), new Durations());
                foreach (var stretch in _stretches.Between(now - back - (back == TimeSpan.Zero ? HealthReport.Stretch : TimeSpan.Zero), now - back))
                {
                    answers.Add(stretch.Answers);
                    queued.Add(stretch.Queued);
                }

                points.Add(new AnswerPoint(answers.Percentile(0.95), queued.Percentile(0.95)));
            }
        }

        return points;
    }

    /// <summary>95 of 100 answers of all servers in the last hour came within this.</summary>
    internal TimeSpan? Percentile()
    {
        var now = _time.GetUtcNow();
        var answers = new Durations();
        lock (_lock)
        {
            foreach (var minute in _minutes.Between(now - TimeSpan.FromMinutes(59), now)) answers.Add(minute);
        }

        return answers.Percentile(0.95);
    }

    private ServerFigures PlaceOf(string host, DateTimeOffset now)
    {
        var key = host.ToLowerInvariant();
        if (_hosts.TryGetValue(key, out var figures)) return figures;
        if (_hosts.Count - _own.Count >= MostOtherHosts)
        {
            if (_hosts.FirstOrDefault(old => !_own.Contains(old.Key) && now - old.Value.LastUsed >= Kept) is not { Key: { } forgotten }) return _others;
            _hosts.Remove(forgotten);
        }

        return _hosts[key] = new ServerFigures();
    }
}
