using Webmail.Protocols.Net;
using Webmail.Protocols.Smtp;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

/// <summary>A connection to a scripted submission server in memory, and both ended together.</summary>
public sealed class ScriptedSmtp : IAsyncDisposable
{
    private ScriptedSmtp(ScriptedImapServer server, SmtpConnection connection) => (Server, Connection) = (server, connection);

    public static string[] Keywords { get; } = ["PIPELINING", "SIZE 10000", "8BITMIME", "ENHANCEDSTATUSCODES", "DSN", "CHUNKING"];

    public static SmtpEnvelope Envelope { get; } = new(SmtpAddress.Parse("ann@example.org"), SmtpAddress.Parse("bob@example.org"));

    public static SmtpContent Content { get; } = SmtpContent.From("Subject: hi\r\n\r\nHello.\r\n"u8.ToArray());

    public ScriptedImapServer Server { get; }

    public SmtpConnection Connection { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Connects; the script greets and answers EHLO.</summary>
    public static async Task<ScriptedSmtp> ConnectAsync(
        Func<ScriptedSession, Task> script, LineFaults? faults = null, SmtpConnectionOptions? options = null, TransportSecurity security = TransportSecurity.Plain)
    {
        var server = ScriptedImapServer.InMemory(script, faults);
        try
        {
            var connection = await SmtpConnection.ConnectAsync(
                new ServerEndpoint("mail.example.org", 587, security), (options ?? SmtpConnectionOptions.Default) with { Connector = new ToScript(server) }, Ct);
            return new ScriptedSmtp(server, connection);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Greeted, with <see cref="Keywords"/> or the given ones; the script goes on from there.</summary>
    public static Task<ScriptedSmtp> WelcomedAsync(Func<ScriptedSession, Task> script, string[]? keywords = null, SmtpConnectionOptions? options = null, LineFaults? faults = null) =>
        ConnectAsync(
            async session =>
            {
                await session.WelcomeAsync(keywords ?? Keywords);
                await script(session);
            },
            faults,
            options);

    public Task<SmtpSendResult> SendAsync(SmtpEnvelope? envelope = null, SmtpContent? content = null, PartialRecipients partial = PartialRecipients.GoOn) =>
        Connection.SendAsync(envelope ?? Envelope, content ?? Content, partial, Ct);

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
