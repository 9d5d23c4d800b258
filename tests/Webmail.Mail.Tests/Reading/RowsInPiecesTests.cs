using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;
using Webmail.TestKit.Imap;

namespace Webmail.Mail.Tests.Reading;

/// <summary>What servers may say between the rows that were asked for.</summary>
public sealed class RowsInPiecesTests
{
    private const string Head = "UID 1 FLAGS () INTERNALDATE \"22-Nov-2026 04:00:00 +0000\" RFC822.SIZE 200";
    private const string Envelope = "ENVELOPE (NIL \"Only one\" ((\"Ines\" NIL \"ines\" \"tidewater.test\")) NIL NIL NIL NIL NIL NIL \"<a@b>\")";
    private const string Structure = "BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 5 1)";
    private const string Text = "BODY[HEADER]<0> {2}\r\n\r\n BODY[1]<0> {5}\r\nHello";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"{Head} {Envelope} {Structure} {Text}", "UID 1 FLAGS (\\Seen)")]
    [InlineData("UID 1 FLAGS (\\Seen)", $"UID 1 INTERNALDATE \"22-Nov-2026 04:00:00 +0000\" RFC822.SIZE 200 {Envelope} {Structure} {Text}")]
    [InlineData($"UID 1 FLAGS (\\Seen) {Envelope}", $"UID 1 RFC822.SIZE 200 {Structure} {Text}")]
    public async Task A_message_told_in_several_rows_is_one_message(string first, string second)
    {
        await using var server = ScriptedImapServer.OnLoopback(session => ServeAsync(session, first, second));
        await using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        await using var proven = new ProvenConnections(TimeProvider.System);
        var limits = new SessionLimits();
        var services = new SessionServices(
            limits, new ConnectionBudget(limits), new SessionMetrics(provider.GetRequiredService<IMeterFactory>()), TimeProvider.System, new Random(1), pool => new MessageReader(pool), NullLogger.Instance);
        var login = new AccountLogin(new ServerEndpoint("127.0.0.1", server.Port, TransportSecurity.Plain), "noor", new Secret("secret"), null, AllowPrivate: true);
        await using var account = new MailAccount(
            new AccountIdentity(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "test", "noor@tidewater.test"), login, new ImapDialer(_ => TcpConnector.Instance, proven, TimeProvider.System, services.Limits), services);

        var message = await account.Reader.OpenAsync(MailboxName.Inbox, new Uid(1), Ct);

        Assert.Equal(("Only one", "ines@tidewater.test", 200, "1"), (message.Subject, Assert.Single(message.From).Address, message.Size, message.PlainSection));
    }

    private static async Task ServeAsync(ScriptedSession session, string first, string second)
    {
        await session.SignInAsync("IMAP4rev1 LITERAL+");
        while (true)
        {
            var command = await session.CommandAsync();
            if (command.Name == "SELECT") await session.SayAsync("* 1 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 2] next");
            if (command.Name == "UID FETCH") await session.SayAsync($"* 1 FETCH ({first})", $"* 1 FETCH ({second})");
            await session.OkAsync(command);
        }
    }
}
