using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Conversation;

public sealed class RoundTripTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_greeting_to_an_open_inbox_are_two_round_trips_with_a_password_in_the_first()
    {
        var trips = 0;
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.GreetAsync("IMAP4rev1 AUTH=PLAIN SASL-IR LITERAL+");
            for (; trips < 2; trips++)
            {
                var command = await session.CommandAsync();
                await session.OkAsync(command, trips == 0 ? "[CAPABILITY IMAP4rev1 LITERAL+] in" : "[READ-WRITE] open");
            }
        });
        await using var connection = await ImapConnection.ConnectAsync(Scripted.Endpoint, ImapConnectionOptions.Default with { Connector = new Scripted.ToScript(server) }, Ct);

        await connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct);
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);

        Assert.Equal(2, trips);
    }
}
