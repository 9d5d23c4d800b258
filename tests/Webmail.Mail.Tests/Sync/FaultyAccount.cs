using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Faults;

namespace Webmail.Mail.Tests.Sync;

/// <summary>The product's account on a real Dovecot behind a network that breaks in every way it knows, until it is told to rest.</summary>
internal sealed class FaultyAccount : IAsyncDisposable
{
    /// <summary>A minute of patience with a silent server is four seconds here.</summary>
    private const int Haste = 15;

    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly HastyTime _time = new(Haste);
    private readonly ProvenConnections _proven;
    private readonly Random _random;
    private readonly FaultProxy _proxy;
    private volatile bool _isBad;

    public FaultyAccount(DovecotServer server, string user, int seed, ILogger logger)
    {
        _random = new Random(seed);
        _proven = new ProvenConnections(_time);
        _proxy = new FaultProxy(server.Ports.Imaps, Next);
        var limits = new SessionLimits { KeepAlive = TimeSpan.FromSeconds(15), LongestPause = TimeSpan.FromSeconds(3) };
        var services = new SessionServices(
            limits, new ConnectionBudget(limits), new SessionMetrics(_provider.GetRequiredService<IMeterFactory>()), _time, new Random(seed), pool => new MessageReader(pool), logger);
        var login = new AccountLogin(new ServerEndpoint("localhost", _proxy.Port, TransportSecurity.Tls), user, new Secret(server.Password), server.AuthorityFile, AllowPrivate: true);
        Account = new MailAccount(
            new AccountIdentity(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "test", user), login, new ImapDialer(_ => TcpConnector.Instance, _proven, _time, limits), services);
    }

    public MailAccount Account { get; }

    /// <summary>Connections that were reset or cut.</summary>
    public int Cuts => _proxy.Cuts;

    /// <summary>Connections that had, or still have, something coming.</summary>
    public int Faulty { get; private set; }

    /// <summary>From now on all connections are bad, and there are only new ones.</summary>
    public void Break()
    {
        _isBad = true;
        Cut();
    }

    /// <summary>Every connection there is ends at once.</summary>
    public void Cut() => _proxy.ResetAll();

    /// <summary>New connections are good; those that live keep what they have coming.</summary>
    public void Rest() => _isBad = false;

    public async ValueTask DisposeAsync()
    {
        await Account.DisposeAsync();
        await _proven.DisposeAsync();
        await _proxy.DisposeAsync();
        await _provider.DisposeAsync();
    }

    // Some die in the handshake, most in the middle of work.
    private ConnectionFaults Next()
    {
        if (!_isBad) return ConnectionFaults.None;
        lock (_random)
        {
            Faulty++;
            var after = _random.Next(500, 30_000);
            return _random.Next(10) switch
            {
                0 or 1 => new ConnectionFaults { ResetAfter = after },
                2 => new ConnectionFaults { Down = new LineFaults { CutAfter = after } },
                3 => new ConnectionFaults { Up = new LineFaults { CutAfter = after / 4 } },
                4 => new ConnectionFaults { HalfOpenAfter = after },
                5 => ConnectionFaults.Blackhole(after),
                6 => new ConnectionFaults { Down = new LineFaults { OctetsPerRead = _random.Next(1, 40), ResetAfter = after * 4L } },
                _ => new ConnectionFaults { Latency = TimeSpan.FromMilliseconds(_random.Next(1, 8)), Jitter = TimeSpan.FromMilliseconds(4), Seed = _random.Next(), ResetAfter = after * 10L },
            };
        }
    }
}
