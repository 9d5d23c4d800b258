using System.Diagnostics.Metrics;
using Webmail.Mail.Health;

namespace Webmail.Mail.Sessions;

/// <summary>Figures of all session pools, tagged by server host.</summary>
public sealed class SessionMetrics
{
    public const string MeterName = "Webmail.Sessions";

    private readonly UpDownCounter<long> _open;
    private readonly UpDownCounter<long> _rented;
    private readonly UpDownCounter<long> _waiting;
    private readonly Counter<long> _connects;
    private readonly Counter<long> _failures;

    private readonly ServerHistory? _history;

    public SessionMetrics(IMeterFactory meters, ServerHistory? history = null)
    {
        _history = history;
        var meter = meters.Create(MeterName);
        _open = meter.CreateUpDownCounter<long>("webmail.sessions.open", "{connection}", "IMAP connections that are open.");
        _rented = meter.CreateUpDownCounter<long>("webmail.sessions.rented", "{lease}", "Leases that are out.");
        _waiting = meter.CreateUpDownCounter<long>("webmail.sessions.waiting", "{renter}", "Operations that wait for a connection.");
        _connects = meter.CreateCounter<long>("webmail.sessions.connects", "{connection}", "Connections that were made.");
        _failures = meter.CreateCounter<long>("webmail.sessions.failures", "{failure}", "Connections that could not be made or broke.");
    }

    internal void Opened(string host)
    {
        _open.Add(1, Server(host));
        _connects.Add(1, Server(host));
    }

    internal void Closed(string host) => _open.Add(-1, Server(host));

    internal void Rented(string host, int change) => _rented.Add(change, Server(host));

    internal void Waiting(string host, int change) => _waiting.Add(change, Server(host));

    internal void Failed(string host, string reason)
    {
        _history?.Failed(host);
        _failures.Add(1, Server(host), new KeyValuePair<string, object?>("reason", reason));
    }

    private static KeyValuePair<string, object?> Server(string host) => new("server", host);
}
