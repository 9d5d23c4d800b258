using System.IO.Compression;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Tests.Imap.Conversation;
using Webmail.TestKit;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>Servers that attack before there is anything to read, and lines that die under it.</summary>
[Collection(nameof(HostileServerTests))]
public sealed class SignInAttackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Challenges => new()
    {
        { "AUTH=PLAIN", "+ \r\n+ \r\n" },
        { "AUTH=PLAIN", "+ " + new string('A', 1_000_000) + "\r\n" },
        { "AUTH=SCRAM-SHA-256", "+ not base64 at all\r\n" },
        { "AUTH=SCRAM-SHA-256", "+ " + Base64("r=x,s=c2FsdA==,i=4096") + "\r\n" },
        { "AUTH=SCRAM-SHA-256", "+ " + Base64("r={nonce},s=c2FsdA==,i=2147483647") + "\r\n" },
        { "AUTH=SCRAM-SHA-256", "+ " + Base64("r={nonce},s=c2FsdA==,i=1") + "\r\n" },
        { "AUTH=SCRAM-SHA-256", "{tag} OK welcome without a proof\r\n" },
        { "AUTH=SCRAM-SHA-256", "+ " + Base64("v=AAAA") + "\r\n{tag} OK\r\n" },
    };

    [Theory]
    [MemberData(nameof(Challenges))]
    public async Task A_sign_in_that_is_led_astray_ends_the_connection(string mechanism, string answer)
    {
        await using var attack = await Attack.BeginAsync(mechanism);
        await using var scripted = await Scripted.ConnectAsync(async session =>
        {
            await session.GreetAsync("IMAP4rev1 SASL-IR " + mechanism);
            var command = await session.CommandAsync();
            var first = Encoding.UTF8.GetString(Convert.FromBase64String(command.Text.Split(' ')[^1]));
            var nonce = first[(first.IndexOf("r=", StringComparison.Ordinal) + 2)..] + "more";
            await session.SendAsync(answer.Replace("{tag}", command.Tag, StringComparison.Ordinal)
                .Replace(Base64("r={nonce},s=c2FsdA==,i=1"), Base64($"r={nonce},s=c2FsdA==,i=1"), StringComparison.Ordinal)
                .Replace(Base64("r={nonce},s=c2FsdA==,i=2147483647"), Base64($"r={nonce},s=c2FsdA==,i=2147483647"), StringComparison.Ordinal));
            await session.UntilClosedAsync();
        });
        await attack.IsDroppedAsync(scripted.Connection, scripted.Connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct));
        Assert.IsType<SaslException>(scripted.Connection.BreakReason!.InnerException);
        await attack.NothingElseIsAffectedAsync();
    }

    [Theory]
    [InlineData("* OK ", "x", false)]
    [InlineData("* OK [CAPABILITY IMAP4rev1", " X1", false)]
    [InlineData("* OK [CAPABILITY IMAP4rev1] ready\r\n", "* 1 EXISTS\r\n", true)]
    [InlineData("* OK ready\r\n", "* CAPABILITY X\r\n", true)]
    public async Task A_greeting_that_goes_on_for_ever_is_left(string start, string piece, bool connects)
    {
        await using var attack = await Attack.BeginAsync(piece);
        var block = string.Concat(Enumerable.Repeat(piece, 20_000));
        async Task Script(ScriptedSession session)
        {
            await session.SendAsync(start);
            while (!session.Ended.IsCancellationRequested)
            {
                await session.SendAsync(block);
            }
        }

        try
        {
            await using var scripted = await Scripted.ConnectAsync(Script).WaitAsync(Attack.Patience, Ct);
            Assert.True(connects);
            await attack.IsDroppedAsync(scripted.Connection, scripted.Connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct));
        }
        catch (ConnectFailedException failed)
        {
            Assert.Equal(ConnectFailure.Closed, failed.Failure);
            Assert.InRange(failed.Message.Length, 10, 300);
        }

        await attack.NothingElseIsAffectedAsync();
    }

    [Fact]
    public async Task A_thousandfold_inflation_is_dropped()
    {
        using var bomb = new MemoryStream();
        await using (var deflater = new DeflateStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            var line = Encoding.ASCII.GetBytes("* OK " + new string('x', 100_000) + "\r\n");
            for (var i = 0; i < 800; i++)
            {
                await deflater.WriteAsync(line, Ct);
            }
        }

        Assert.InRange(bomb.Length, 1, 1_000_000);
        await using var attack = await Attack.BeginAsync("COMPRESS 1000:1");
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.OkAsync(await session.CommandAsync());
                Stream inner = null!;
                await session.UpgradeAsync(plain => Task.FromResult(inner = plain));
                await inner.WriteAsync(bomb.GetBuffer().AsMemory(0, (int)bomb.Length), session.Ended);
            },
            Scripted.Capabilities + " COMPRESS=DEFLATE");
        Assert.True(await scripted.Connection.CompressAsync(Ct));
        await attack.IsDroppedAsync(scripted.Connection, scripted.Connection.NoopAsync(Ct));
        await attack.NothingElseIsAffectedAsync();
    }

    public static TheoryData<string, ConnectionFaults> BadLines => new()
    {
        { "reset", new ConnectionFaults { ResetAfter = 200 } },
        { "cut", new ConnectionFaults { Down = new LineFaults { CutAfter = 130 } } },
        { "half open", new ConnectionFaults { HalfOpenAfter = 130 } },
        { "a black hole", ConnectionFaults.Blackhole(130) },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_line_that_dies_fails_the_command_in_time(string name, ConnectionFaults faults)
    {
        await using var attack = await Attack.BeginAsync(name);
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.GreetAsync("IMAP4rev1 SASL-IR AUTH=PLAIN");
            while (true)
            {
                await session.OkAsync(await session.CommandAsync(), "[CAPABILITY IMAP4rev1] done, and some words to fill the line");
            }
        });
        await using var proxy = new FaultProxy(server.Port, () => faults);
        await using var connection = await ImapConnection.ConnectAsync(
            new ServerEndpoint("127.0.0.1", proxy.Port, TransportSecurity.Plain), new ImapConnectionOptions { CommandTimeout = TimeSpan.FromSeconds(1) }, Ct);
        await Assert.ThrowsAsync<ImapProtocolException>(() => UseAsync(connection).WaitAsync(Attack.Patience, Ct));
        await attack.IsDroppedAsync(connection);
        await attack.NothingElseIsAffectedAsync();
    }

    [Fact]
    public async Task A_server_that_drips_an_octet_a_second_is_left_after_the_longest_time_a_command_may_take()
    {
        var start = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        var time = new ManualTime(start);
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.CommandAsync();
                while (!session.Ended.IsCancellationRequested)
                {
                    await session.SendAsync("x");
                    await Task.Yield();
                }
            },
            options: new ImapConnectionOptions { TimeProvider = time });
        var noop = scripted.Connection.NoopAsync(Ct);
        await time.RunAsync(noop, TimeSpan.FromSeconds(20)).WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await Assert.ThrowsAsync<ImapProtocolException>(() => noop);
        Assert.True(time.GetUtcNow() - start <= ImapLimits.Default.CommandTotal + TimeSpan.FromMinutes(1));
    }

    private static async Task UseAsync(ImapConnection connection)
    {
        await connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct);
        for (var i = 0; i < 10; i++)
        {
            await connection.NoopAsync(Ct);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
