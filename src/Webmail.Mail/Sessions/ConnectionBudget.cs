namespace Webmail.Mail.Sessions;

/// <summary>Counts connections per process, server and tenant, so that nobody starves the others. One for the process.</summary>
public sealed class ConnectionBudget(SessionLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _perServer = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _perTenant = new(StringComparer.Ordinal);
    private int _total;

    /// <summary>Connections that are open.</summary>
    public int Open
    {
        get
        {
            lock (_lock) return _total;
        }
    }

    /// <summary>The same by host, in lower case.</summary>
    public IReadOnlyDictionary<string, int> OpenPerServer()
    {
        lock (_lock) return _perServer.ToDictionary(server => server.Key.ToLowerInvariant(), server => server.Value, StringComparer.Ordinal);
    }

    /// <summary>A place for one more connection; null when a cap is reached. Dispose it when the connection is closed.</summary>
    public IDisposable? TryTake(string server, string tenant)
    {
        lock (_lock)
        {
            var ofServer = _perServer.GetValueOrDefault(server);
            var ofTenant = _perTenant.GetValueOrDefault(tenant);
            if (_total >= limits.ConnectionsPerProcess || ofServer >= limits.ConnectionsPerServer || ofTenant >= limits.ConnectionsPerTenant)
                return null;
            _total++;
            _perServer[server] = ofServer + 1;
            _perTenant[tenant] = ofTenant + 1;
            return new Place(this, server, tenant);
        }
    }

    private void GiveBack(string server, string tenant)
    {
        lock (_lock)
        {
            _total--;
            Decrement(_perServer, server);
            Decrement(_perTenant, tenant);
        }
    }

    private static void Decrement(Dictionary<string, int> counts, string key)
    {
        if (--counts[key] == 0) counts.Remove(key);
    }

    private sealed class Place(ConnectionBudget budget, string server, string tenant) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0) budget.GiveBack(server, tenant);
        }
    }
}
