using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Tests.Imap;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Net;

public sealed class ProtocolLogTests
{
    private const string Secret = "correct-horse";

    private readonly List<string> _lines = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string All => string.Join('\n', _lines);

    [Theory]
    [InlineData("IMAP4rev1", Secret)]
    [InlineData("IMAP4rev1 LITERAL+", "pässwörd-länger")]
    [InlineData("IMAP4rev1", "pässwörd-länger")]
    [InlineData("IMAP4rev1", "with \" and \\ in it")]
    [InlineData("IMAP4rev1 AUTH=PLAIN", Secret)]
    [InlineData("IMAP4rev1 AUTH=PLAIN SASL-IR", Secret)]
    public async Task No_way_of_signing_in_shows_the_password(string capabilities, string password)
    {
        await SignInAsync(capabilities, ImapCredentials.Password("ann", password), (session, command) => session.OkAsync(command));
        AssertHidden(password);
        AssertHidden(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0ann\0{password}")));
        Assert.Contains(_lines, line => line.StartsWith("C: a1 ", StringComparison.Ordinal));
        Assert.Contains("[secret, ", All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IMAP4rev1 AUTH=XOAUTH2 SASL-IR")]
    [InlineData("IMAP4rev1 AUTH=OAUTHBEARER")]
    public async Task No_way_of_signing_in_shows_the_token(string capabilities)
    {
        await SignInAsync(capabilities, ImapCredentials.AccessToken("ann", Secret), (session, command) => session.OkAsync(command));
        AssertHidden(Secret);
        Assert.Contains("[secret, ", All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_repeats_the_password_is_struck_out_in_log_and_exception()
    {
        var failure = await Assert.ThrowsAsync<ImapCommandException>(() => SignInAsync(
            "IMAP4rev1",
            ImapCredentials.Password("ann", Secret),
            (session, command) => session.SayAsync($"{command.Tag} NO wrong: LOGIN ann {Secret} {Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret))}")));
        AssertHidden(Secret);
        AssertHidden(Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret)));
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("***", failure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_cannot_forge_a_line()
    {
        var log = new ProtocolLog(_lines.Add);
        log.Server("* OK hi\nC: a1 DELETE everything\u001b[31m"u8);
        Assert.Equal("S: * OK hi\\x0AC: a1 DELETE everything\\x1B[31m", Assert.Single(_lines));
    }

    [Fact]
    public void Long_responses_are_cut_and_counted()
    {
        var log = new ProtocolLog(_lines.Add);
        log.Server(new byte[10_000].AsSpan().ToArray());
        Assert.EndsWith("[and 7952 octets]", Assert.Single(_lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_do_not_show_themselves() => Assert.Equal("ann", ImapCredentials.Password("ann", Secret).ToString());

    private void AssertHidden(string secret) => Assert.DoesNotContain(_lines, line => line.Contains(secret, StringComparison.Ordinal));

    private async Task SignInAsync(string capabilities, ImapCredentials credentials, Func<ScriptedSession, ScriptedCommand, Task> answer)
    {
        var options = new ImapConnectionOptions { Log = new ProtocolLog(_lines.Add) };
        await using var scripted = await Scripted.ConnectAsync(
            async session =>
            {
                await session.GreetAsync(capabilities);
                var command = await session.CommandAsync();
                if (command.Name == "AUTHENTICATE" && !capabilities.Contains("SASL-IR", StringComparison.Ordinal))
                {
                    await session.SayAsync("+ ");
                    await session.LineAsync();
                }

                await answer(session, command);
                await session.AnswerAsync("CAPABILITY", "* CAPABILITY IMAP4rev1");
            },
            options: options);
        await scripted.Connection.SignInAsync(credentials, Ct);
    }
}
