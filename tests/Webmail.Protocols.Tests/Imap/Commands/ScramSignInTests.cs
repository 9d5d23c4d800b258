using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Sasl;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Commands;

public sealed class ScramSignInTests
{
    private const string Offered = "IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=SCRAM-SHA-256";

    private static readonly ImapCredentials Ann = ImapCredentials.Password("ann", "correct-horse");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")]
    [InlineData("nonsense")]
    public async Task A_server_that_does_not_know_the_password_is_left_and_no_weaker_way_is_tried(string final)
    {
        await using var scripted = await Scripted.ConnectAsync(async session =>
        {
            await session.GreetAsync(Offered);
            await ChallengeAsync(session);
            await session.LineAsync();
            await session.SayAsync("+ " + Base64(final));
            await session.LineAsync();
        });
        var failure = await Assert.ThrowsAsync<ImapProtocolException>(() => scripted.Connection.SignInAsync(Ann, Ct));
        Assert.IsType<SaslException>(failure.InnerException);
        await scripted.Connection.Closed;
    }

    [Fact]
    public async Task A_server_that_skips_its_proof_is_left()
    {
        await using var scripted = await Scripted.ConnectAsync(async session =>
        {
            await session.GreetAsync(Offered);
            await session.OkAsync(await session.CommandAsync());
        });
        var failure = await Assert.ThrowsAsync<ImapProtocolException>(() => scripted.Connection.SignInAsync(Ann, Ct));
        Assert.Equal(SaslFailure.ServerNotGenuine, Assert.IsType<SaslException>(failure.InnerException).Failure);
        Assert.NotEqual(ImapConnectionState.Authenticated, scripted.Connection.State);
    }

    [Fact]
    public async Task A_refusal_in_the_mechanisms_words_becomes_the_servers_NO()
    {
        var cancelled = "";
        await using var scripted = await Scripted.ConnectAsync(async session =>
        {
            await session.GreetAsync(Offered);
            var command = await ChallengeAsync(session);
            await session.LineAsync();
            await session.SayAsync("+ " + Base64("e=invalid-proof"));
            cancelled = await session.LineAsync();
            await session.SayAsync($"{command.Tag} NO [AUTHENTICATIONFAILED] wrong");
            await session.AnswerAsync("NOOP");
        });
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.SignInAsync(Ann, Ct));
        Assert.Equal(ResponseCodeKind.AuthenticationFailed, refused.Kind);
        Assert.Equal("*", cancelled);
        await scripted.Connection.NoopAsync(Ct);
    }

    private static async Task<ScriptedCommand> ChallengeAsync(ScriptedSession session)
    {
        var command = await session.CommandAsync();
        var first = Encoding.UTF8.GetString(Convert.FromBase64String(command.Text.Split(' ')[2]));
        await session.SayAsync("+ " + Base64($"{first[first.IndexOf("r=", StringComparison.Ordinal)..]}server,s=c2FsdHNhbHQ=,i=4096"));
        return command;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
