using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.TestKit.Imap;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>An account on a server that says what the test wants: each command is answered by its lines, then OK. IDLE lasts until it is ended.</summary>
internal sealed class ScriptedAccount : IAsyncDisposable
{
    /// <summary>The answer of a server that is at work for good: nothing more is heard on that connection.</summary>
    public static readonly string[] NoEnd = ["no end"];

    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ProvenConnections _proven = new(TimeProvider.System);
    private readonly ScriptedImapServer _server;
    private readonly List<string> _said = [];

    /// <param name="capabilities">After signing in, as before.</param>
    /// <param name="time">Of the sessions, not of the engine.</param>
    /// <param name="enablesLate">ENABLE is answered only when the next command is there too.</param>
    /// <param name="answer">What stands before the OK, or with one of its own ("{tag} OK ..."); null: NO.</param>
    public ScriptedAccount(string capabilities, Func<ScriptedCommand, string[]?> answer, SessionLimits? sessions = null, bool enablesLate = false, TimeProvider? time = null)
    {
        _server = ScriptedImapServer.OnLoopback(session => ServeAsync(session, capabilities, answer, enablesLate));
        var limits = sessions ?? new SessionLimits { Compression = CompressionUse.Never };
        var services = new SessionServices(
            limits, new ConnectionBudget(limits), new SessionMetrics(_provider.GetRequiredService<IMeterFactory>()), time ?? TimeProvider.System, new Random(1), pool => new MessageReader(pool), NullLogger.Instance);
        var login = new AccountLogin(new ServerEndpoint("127.0.0.1", _server.Port, TransportSecurity.Plain), "noor", new Secret("secret"), null, AllowPrivate: true);
        Account = new MailAccount(
            new AccountIdentity(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "test", "noor@tidewater.test"), login, new ImapDialer(_ => TcpConnector.Instance, _proven, TimeProvider.System, limits, commands: new CommandMetrics(Meters)), services);
    }

    public MailAccount Account { get; }

    /// <summary>Makes the meters of this account's sessions, and of no other's.</summary>
    public IMeterFactory Meters => _provider.GetRequiredService<IMeterFactory>();

    /// <summary>The commands so far, of all connections, without tags.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said) return [.. _said];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Account.DisposeAsync();
        await _proven.DisposeAsync();
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    private async Task ServeAsync(ScriptedSession session, string capabilities, Func<ScriptedCommand, string[]?> answer, bool enablesLate)
    {
        await session.SignInAsync(capabilities);
        while (true)
        {
            var command = await session.CommandAsync();
            if (enablesLate && command.Name == "ENABLE")
            {
                var next = await session.CommandAsync();
                await session.SayAsync(answer(command)!);
                await session.OkAsync(command);
                command = next;
            }

            lock (_said) _said.Add(command.Text);
            if (command.Name == "IDLE")
            {
                await session.SayAsync("+ idling");
                await session.LineAsync();
                await session.OkAsync(command);
            }
            else if (answer(command) is { } lines)
            {
                while (lines == NoEnd) await session.LineAsync();
                await session.SayAsync([.. lines.Select(line => line.Replace("{tag}", command.Tag, StringComparison.Ordinal))]);
                if (!lines.Any(line => line.StartsWith("{tag} ", StringComparison.Ordinal))) await session.OkAsync(command);
            }
            else
            {
                await session.SayAsync(command.Tag + " NO not here");
            }
        }
    }
}
