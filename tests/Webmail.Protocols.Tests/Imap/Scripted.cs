using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap;

/// <summary>A connection to a scripted server in memory, and both ended together.</summary>
public sealed class Scripted : IAsyncDisposable
{
    public const string Capabilities = "IMAP4rev1 LITERAL+ UIDPLUS MOVE ESEARCH IDLE ENABLE CONDSTORE QRESYNC NAMESPACE ID UNSELECT LIST-EXTENDED LIST-STATUS SPECIAL-USE BINARY NOTIFY";

    private readonly ScriptedSession? _session;

    private Scripted(ScriptedImapServer server, ImapConnection connection, ScriptedSession? session) => (Server, Connection, _session) = (server, connection, session);

    public static ServerEndpoint Endpoint { get; } = new("mail.example.org", 143, TransportSecurity.Plain);

    public ScriptedImapServer Server { get; }

    public ImapConnection Connection { get; }

    /// <summary>Every command that the server heard, the sign-in first.</summary>
    public IReadOnlyList<string> Said => _session!.Heard;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Connects; the script greets.</summary>
    public static async Task<Scripted> ConnectAsync(Func<ScriptedSession, Task> script, LineFaults? faults = null, ImapConnectionOptions? options = null)
    {
        ScriptedSession? heard = null;
        var server = ScriptedImapServer.InMemory(session => script(heard = session), faults);
        try
        {
            var connection = await ImapConnection.ConnectAsync(Endpoint, (options ?? ImapConnectionOptions.Default) with { Connector = new ToScript(server) }, Ct);
            return new Scripted(server, connection, heard);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signed in; the script goes on from there.</summary>
    public static async Task<Scripted> SignedInAsync(
        Func<ScriptedSession, Task> script, string capabilities = Capabilities, LineFaults? faults = null, ImapConnectionOptions? options = null)
    {
        var scripted = await ConnectAsync(
            async session =>
            {
                await session.SignInAsync(capabilities);
                await script(session);
            },
            faults,
            options);
        await scripted.Connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct);
        return scripted;
    }

    /// <summary>Signed in with a mailbox of five messages selected; the script goes on from there.</summary>
    public static async Task<Scripted> SelectedAsync(
        Func<ScriptedSession, Task> script, string capabilities = Capabilities, LineFaults? faults = null, ImapConnectionOptions? options = null)
    {
        var scripted = await ConnectAsync(
            async session =>
            {
                await session.SelectAsync(capabilities, exists: 5);
                await script(session);
            },
            faults,
            options);
        await scripted.Connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct);
        await scripted.Connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        Assert.IsType<MailboxSelectedEvent>(await scripted.Connection.Events.ReadAsync(Ct));
        return scripted;
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Server.DisposeAsync();
    }

    internal sealed class ToScript(ScriptedImapServer server) : INetworkConnector
    {
        public ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken ct) => ValueTask.FromResult(server.Connect());
    }
}
