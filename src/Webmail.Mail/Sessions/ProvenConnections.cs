using System.Security.Cryptography;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Sessions;

/// <summary>
/// Connections that just proved a password at sign-in, kept for the moments until the account's pool asks for its first one: the
/// sign-in costs one connection, not two.
/// </summary>
public sealed class ProvenConnections(TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long one waits to be taken before it is closed: 20 seconds covers the redirect and the first page on a slow link.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];

    /// <summary>Gives a connection over; it is closed if nobody takes it in time.</summary>
    public void Offer(AccountLogin login, ImapConnection connection)
    {
        var waiting = new Waiting(login.Imap, login.LoginName, Fingerprint(login), connection);
        lock (_lock)
        {
            _waiting.Add(waiting);
            waiting.Timer = time.CreateTimer(_ => Expire(waiting), null, Patience, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The waiting connection of exactly this login, if there is one that still lives.</summary>
    public ImapConnection? Take(AccountLogin login)
    {
        lock (_lock)
        {
            if (Find(login) is not { } found) return null;
            _waiting.Remove(found);
            found.Timer?.Dispose();
            return found.Connection.Closed.IsCompleted ? null : found.Connection;
        }
    }

    /// <summary>Whether a connection of exactly this login waits here.</summary>
    public bool Holds(AccountLogin login)
    {
        lock (_lock) return Find(login) is { Connection.Closed.IsCompleted: false };
    }

    public async ValueTask DisposeAsync()
    {
        List<Waiting> left;
        lock (_lock)
        {
            left = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var waiting in left)
        {
            waiting.Timer?.Dispose();
            await waiting.Connection.DisposeAsync();
        }
    }

    private Waiting? Find(AccountLogin login)
    {
        var fingerprint = Fingerprint(login);
        return _waiting.Find(waiting =>
            waiting.Endpoint == login.Imap && string.Equals(waiting.LoginName, login.LoginName, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(waiting.Fingerprint, fingerprint));
    }

    private void Expire(Waiting waiting)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(waiting)) return;
        }

        waiting.Timer?.Dispose();
        waiting.Closing = waiting.Connection.DisposeAsync().AsTask();
    }

    // Only to compare two passwords within seconds, in memory: never stored, so a plain hash is enough.
    private static byte[] Fingerprint(AccountLogin login) => SHA256.HashData(login.Password.Bytes);

    private sealed class Waiting(ServerEndpoint endpoint, string loginName, byte[] fingerprint, ImapConnection connection)
    {
        public ServerEndpoint Endpoint { get; } = endpoint;

        public string LoginName { get; } = loginName;

        public byte[] Fingerprint { get; } = fingerprint;

        public ImapConnection Connection { get; } = connection;

        public ITimer? Timer { get; set; }

        /// <summary>The closing of an expired connection; disposing a connection never throws.</summary>
        public Task? Closing { get; set; }
    }
}
