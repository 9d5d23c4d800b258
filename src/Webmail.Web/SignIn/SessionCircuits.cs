namespace Webmail.Web.SignIn;

/// <summary>What is open of each session in this process: its pages, which can be told to leave, and their connections, which can be cut.</summary>
internal sealed class SessionCircuits
{
    private readonly Lock _lock = new();
    private readonly List<Link> _pages = [];
    private readonly List<Link> _connections = [];

    public IReadOnlyCollection<Guid> Sessions
    {
        get
        {
            lock (_lock)
                return [.. _pages.Concat(_connections).Select(link => link.SessionId).Distinct()];
        }
    }

    /// <summary>Keeps a page until the token is disposed.</summary>
    public IDisposable AddPage(Guid userId, Guid sessionId, Action leave) => Add(_pages, userId, sessionId, leave);

    /// <summary>Keeps a connection until the token is disposed.</summary>
    /// <returns>Null when the user has as many as they may.</returns>
    public IDisposable? TryAddConnection(Guid userId, Guid sessionId, Action abort)
    {
        lock (_lock)
        {
            return _connections.Count(link => link.UserId == userId) >= CircuitLimits.ConnectionsPerUser ? null : Add(_connections, userId, sessionId, abort);
        }
    }

    /// <summary>Tells every page of the session to leave, then cuts its connections.</summary>
    /// <param name="grace">How long a page has to leave by itself; a cut connection looks like an outage.</param>
    public async Task EndAsync(Guid sessionId, TimeSpan grace, TimeProvider time)
    {
        var pages = Of(_pages, sessionId);
        var connections = Of(_connections, sessionId);
        if (pages.Count + connections.Count == 0)
            return;
        foreach (var page in pages)
            page.End();
        await Task.Delay(grace, time);
        foreach (var connection in connections)
            connection.End();
    }

    private List<Link> Of(List<Link> links, Guid sessionId)
    {
        lock (_lock)
            return [.. links.Where(link => link.SessionId == sessionId)];
    }

    private Link Add(List<Link> links, Guid userId, Guid sessionId, Action end)
    {
        var link = new Link(this, links, userId, sessionId, end);
        lock (_lock)
            links.Add(link);
        return link;
    }

    private sealed class Link(SessionCircuits owner, List<Link> links, Guid userId, Guid sessionId, Action end) : IDisposable
    {
        public Guid UserId { get; } = userId;

        public Guid SessionId { get; } = sessionId;

        public void End() => end();

        public void Dispose()
        {
            lock (owner._lock)
                links.Remove(this);
        }
    }
}
