using System.Security.Cryptography;
using System.Text;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

public sealed class SignInTests
{
    private const string Secret = "correct-horse";

    private readonly List<string> _log = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SmtpConnectionOptions Logged => SmtpConnectionOptions.Default with { Log = new ProtocolLog(_log.Add) };

    [Fact]
    public async Task A_first_response_goes_with_the_command_and_capabilities_are_asked_again()
    {
        var line = "";
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                line = await session.ReplyAsync("AUTH", "235 2.7.0 welcome");
                await session.EhloAsync("X-AFTER");
            },
            ["AUTH PLAIN"]);
        await scripted.Connection.SignInAsync(SaslCredentials.Password("ann", Secret), Ct);
        Assert.Equal("AUTH PLAIN " + Base64($"\0ann\0{Secret}"), line);
        Assert.True(scripted.Connection.Capabilities.Has("X-AFTER"));
        Assert.Equal("PLAIN", scripted.Connection.SignedInWith);
    }

    [Fact]
    public async Task A_first_response_that_makes_the_line_too_long_waits_to_be_asked()
    {
        var token = new string('t', 5000);
        string command = "", answer = "";
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                command = await session.ReplyAsync("AUTH", "334 ");
                answer = await session.ReplyAsync("", "235 welcome");
                await session.EhloAsync();
            },
            ["AUTH XOAUTH2"]);
        await scripted.Connection.SignInAsync(SaslCredentials.AccessToken("ann", token), Ct);
        Assert.Equal("AUTH XOAUTH2", command);
        Assert.Equal(Base64($"user=ann\u0001auth=Bearer {token}\u0001\u0001"), answer);
    }

    [Fact]
    public async Task EXTERNAL_without_a_name_says_an_equals_sign()
    {
        var line = "";
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                line = await session.ReplyAsync("AUTH", "235 welcome");
                await session.EhloAsync();
            },
            ["AUTH EXTERNAL"]);
        await scripted.Connection.SignInAsync(SaslCredentials.External(), Ct);
        Assert.Equal("AUTH EXTERNAL =", line);
    }

    [Theory]
    [InlineData("AUTH LOGIN", "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6")]
    [InlineData("AUTH=LOGIN", "334 Username:", "334 Password:")]
    public async Task LOGIN_is_understood_with_prompts_of_any_kind(string keyword, string first, string second)
    {
        var answers = new List<string>();
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await session.ReplyAsync("AUTH LOGIN", first);
                answers.Add(await session.ReplyAsync("", second));
                answers.Add(await session.ReplyAsync("", "235 welcome"));
                await session.EhloAsync();
            },
            [keyword]);
        await scripted.Connection.SignInAsync(SaslCredentials.Password("ann", Secret), Ct);
        Assert.Equal([Base64("ann"), Base64(Secret)], answers);
    }

    [Theory]
    [InlineData("535 5.7.8 wrong", 535)]
    [InlineData("454 4.7.0 not now", 454)]
    [InlineData("534 5.7.9 too weak", 534)]
    public async Task A_refusal_keeps_the_connection_and_is_not_tried_again_with_something_weaker(string reply, int code)
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await session.ReplyAsync("AUTH PLAIN", reply);
                await session.ReplyAsync("NOOP", "250 ok");
            },
            ["AUTH PLAIN LOGIN"]);
        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => scripted.Connection.SignInAsync(SaslCredentials.Password("ann", Secret), Ct));
        Assert.Equal(code, refused.Reply.Code);
        Assert.Null(scripted.Connection.SignedInWith);
        await scripted.Connection.NoopAsync(Ct);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("CRAM-MD5")]
    [InlineData("SCRAM-SHA-256")]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task No_line_of_signing_in_reaches_the_log(string mechanism)
    {
        var heard = new List<string>();
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                heard.Add((await session.HearAsync("AUTH ")).Split(' ').Length > 2 ? "" : "no");
                await session.SayAsync($"334 {Base64(mechanism.StartsWith("SCRAM", StringComparison.Ordinal) ? "r=x,s=c2FsdA==,i=4096" : "challenge-4711")}");
                if (!mechanism.StartsWith("SCRAM", StringComparison.Ordinal) && mechanism != "PLAIN")
                {
                    heard.Add(await session.LineAsync());
                    await session.SayAsync($"535 5.7.8 you said {heard[^1]} and {Secret} and {Base64(Secret)}");
                }
            },
            [$"AUTH {mechanism}"],
            Logged);
        var credentials = mechanism is "XOAUTH2" or "OAUTHBEARER" ? SaslCredentials.AccessToken("ann", Secret) : SaslCredentials.Password("ann", Secret);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => scripted.Connection.SignInAsync(credentials, Ct));
        var all = string.Join('\n', _log) + failure;
        Assert.DoesNotContain(Secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64(Secret), all, StringComparison.Ordinal);
        Assert.DoesNotContain("challenge-4711", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64("challenge-4711"), all, StringComparison.Ordinal);
        Assert.All(heard.Where(line => line.Length > 8), line => Assert.DoesNotContain(line, string.Join('\n', _log), StringComparison.Ordinal));
        Assert.Contains(_log, line => line.StartsWith($"C: AUTH {mechanism}", StringComparison.Ordinal) || line.StartsWith("C: [secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Contents_are_counted_in_the_log_not_shown()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await session.TakeAsync();
                await session.SayAsync("250 ok");
            },
            options: Logged);
        await scripted.SendAsync();
        Assert.DoesNotContain("Hello", string.Join('\n', _log), StringComparison.Ordinal);
        Assert.Contains("C: [26 octets]", _log);
    }

    [Fact]
    public async Task SCRAM_goes_all_the_way_and_the_server_is_checked()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(
            async session =>
            {
                await ScramAsync(session, Secret, honest: true);
                await session.EhloAsync();
            },
            ["AUTH SCRAM-SHA-256"]);
        await scripted.Connection.SignInAsync(SaslCredentials.Password("ann", Secret), Ct);
        Assert.Equal("SCRAM-SHA-256", scripted.Connection.SignedInWith);
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_password_is_left()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(session => ScramAsync(session, Secret, honest: false), ["AUTH SCRAM-SHA-256"]);
        var failure = await Assert.ThrowsAsync<SaslException>(() => scripted.Connection.SignInAsync(SaslCredentials.Password("ann", Secret), Ct));
        Assert.Equal(SaslFailure.ServerNotGenuine, failure.Failure);
        Assert.False(scripted.Connection.IsOpen);
    }

    [Fact]
    public async Task A_server_that_skips_its_proof_is_left()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(session => session.ReplyAsync("AUTH", "235 welcome, stranger"), ["AUTH SCRAM-SHA-256"]);
        var failure = await Assert.ThrowsAsync<SaslException>(() => scripted.Connection.SignInAsync(SaslCredentials.Password("ann", Secret), Ct));
        Assert.Equal(SaslFailure.ServerNotGenuine, failure.Failure);
        Assert.False(scripted.Connection.IsOpen);
    }

    [Fact]
    public async Task Without_a_mechanism_nothing_is_said()
    {
        await using var scripted = await ScriptedSmtp.WelcomedAsync(session => session.ReplyAsync("NOOP", "250 ok"), ["AUTH GSSAPI"]);
        var failure = await Assert.ThrowsAsync<SaslException>(() => scripted.Connection.SignInAsync(SaslCredentials.Password("ann", Secret), Ct));
        Assert.Equal(SaslFailure.NoMechanism, failure.Failure);
        await scripted.Connection.NoopAsync(Ct);
    }

    // The server's side of RFC 5802, written apart from ours.
    private static async Task ScramAsync(ScriptedSession session, string password, bool honest)
    {
        var first = Text((await session.HearAsync("AUTH SCRAM-SHA-256 ")).Split(' ')[2]);
        var bare = first[3..];
        var nonce = bare[(bare.IndexOf("r=", StringComparison.Ordinal) + 2)..] + "server";
        var salt = "0123456789abcdef"u8.ToArray();
        var serverFirst = $"r={nonce},s={Convert.ToBase64String(salt)},i=5000";
        await session.SayAsync("334 " + Base64(serverFirst));
        var final = Text(await session.LineAsync());
        var withoutProof = final[..final.LastIndexOf(",p=", StringComparison.Ordinal)];
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, 5000, HashAlgorithmName.SHA256, 32);
        var message = Encoding.UTF8.GetBytes($"{bare},{serverFirst},{withoutProof}");
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), message);
        var proof = Convert.FromBase64String(final[(final.LastIndexOf(",p=", StringComparison.Ordinal) + 3)..]);
        Assert.Equal(clientKey, proof.Zip(signature, (a, b) => (byte)(a ^ b)));
        var server = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), message);
        server[0] ^= (byte)(honest ? 0 : 1);
        await session.SayAsync("334 " + Base64($"v={Convert.ToBase64String(server)}"));
        if (honest)
        {
            Assert.Equal("", await session.LineAsync());
            await session.SayAsync("235 2.7.0 welcome");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
