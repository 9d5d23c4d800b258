namespace Webmail.Mail.Sessions;

/// <summary>
/// The connections of one account: how many there are, and how many its server was found to allow. What a server refused is believed for a while, not for ever: other programs of the
/// same person come and go.
/// </summary>
internal sealed class AccountConnections(TimeProvider time)
{
    /// <summary>After so long a refusal is tried again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private int _open;
    private int _allowed = int.MaxValue;
    private long _learned;

    public int Open
    {
        get
        {
            lock (_lock) return _open;
        }
    }

    /// <summary>Null: no limit was met.</summary>
    public int? Allowed
    {
        get
        {
            lock (_lock)
            {
                if (_allowed != int.MaxValue && time.GetElapsedTime(_learned) >= Memory) _allowed = int.MaxValue;
                return _allowed == int.MaxValue ? null : _allowed;
            }
        }
    }

    public bool HasRoom => Allowed is not { } allowed || Open < allowed;

    /// <summary>Dispose it when the connection is over.</summary>
    public IDisposable Count(IDisposable place)
    {
        lock (_lock) _open++;
        return new Counted(this, place);
    }

    /// <summary>The server took no further one.</summary>
    public void Refused()
    {
        lock (_lock)
        {
            _allowed = Math.Max(1, _open);
            _learned = time.GetTimestamp();
        }
    }

    private sealed class Counted(AccountConnections connections, IDisposable place) : IDisposable
    {
        private int _gone;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _gone, 1) != 0) return;
            lock (connections._lock) connections._open--;
            place.Dispose();
        }
    }
}
