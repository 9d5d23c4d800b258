using Microsoft.EntityFrameworkCore;
using Webmail.Mail.Compose;
using Webmail.Mail.Outbox;
using Webmail.Mail.Tests.Compose;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Servers;
using Webmail.TestKit.Smtp;

namespace Webmail.Mail.Tests.Outbox;

/// <summary>Submission servers that offer BURL and then won't, or break off: never lost, never twice, and what the outbox says is true.</summary>
public sealed class FetchRefusalTests(RealServers servers)
{
    private static readonly string[] Keywords = ["AUTH PLAIN", "CHUNKING", "BURL imap", "8BITMIME", "SIZE 100000000"];

    private readonly List<string> _taken = [];
    private string _url = "";
    private int _connections;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("BURL", "554 5.6.6 IMAP URL {url} could not be resolved")]
    [InlineData("BURL", "554 5.7.14 trust relationship required")]
    [InlineData("BURL", "501 5.5.4 not like this")]
    [InlineData("BURL", "450 4.4.1 mail server is away")]
    [InlineData("LAST", "554 5.6.6 {url} could not be resolved")]
    public async Task A_refusal_leads_to_the_ordinary_way_on_the_same_connection(string at, string answer)
    {
        WritingFixture? fixture = null;
        var state = "";
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await SignInAsync(session);
            await JoinedAsync(session, at, answer);
            await session.ReplyAsync("RSET", "250 2.0.0 fine");
            await TakeAsync(session, async () => state = await StateAsync(fixture!));
            await session.ReplyAsync("QUIT", "221 2.0.0 bye");
        });
        await using var writing = fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct, sinkPort: server.Port);
        var entry = await SendAsync(fixture);

        Assert.Null(await RunAsync(fixture, entry));

        Assert.Contains("big.bin", Assert.Single(_taken), StringComparison.Ordinal);
        Assert.Equal("Sending ", state); // nobody had it between the two
        Assert.Single(fixture.Mails(fixture.User, "Sent"));
    }

    [Fact]
    public async Task A_server_that_refused_is_not_asked_to_fetch_again()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await SignInAsync(session);
            if (++_connections == 1)
            {
                await JoinedAsync(session, "BURL", "554 5.7.14 trust relationship required");
                await session.ReplyAsync("RSET", "250 2.0.0 fine");
            }

            await TakeAsync(session);
            await session.ReplyAsync("QUIT", "221 2.0.0 bye");
        });
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct, sinkPort: server.Port);
        Assert.Null(await RunAsync(fixture, await SendAsync(fixture)));
        Assert.Null(await RunAsync(fixture, await SendAsync(fixture)));
        Assert.Equal((2, 2), (_connections, _taken.Count));
    }

    [Fact]
    public async Task A_server_that_hangs_up_over_a_refusal_is_dialled_again_at_once()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await SignInAsync(session);
            if (++_connections == 1)
            {
                await JoinedAsync(session, "BURL", "421 4.3.2 enough");
                await session.CloseAsync();
                return;
            }

            await TakeAsync(session);
            await session.ReplyAsync("QUIT", "221 2.0.0 bye");
        });
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct, sinkPort: server.Port);
        Assert.Null(await RunAsync(fixture, await SendAsync(fixture)));
        Assert.Equal(2, _connections);
        Assert.Single(_taken);
    }

    [Fact]
    public async Task Cut_while_the_server_fetches_it_is_sent_whole_next_time()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await SignInAsync(session);
            if (++_connections == 1)
            {
                await JoinedAsync(session, "BURL", "");
                await session.CloseAsync();
                return;
            }

            await TakeAsync(session);
            await session.ReplyAsync("QUIT", "221 2.0.0 bye");
        });
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct, sinkPort: server.Port);
        var entry = await SendAsync(fixture);
        Assert.NotNull(await RunAsync(fixture, entry));
        Assert.Equal("Queued Connection", await StateAsync(fixture));
        Assert.Empty(_taken);

        await fixture.Get<IOutbox>().SendNowAsync(fixture.Who, entry, Ct);
        Assert.Null(await RunAsync(fixture, entry));
        Assert.Single(_taken);
    }

    [Fact]
    public async Task Cut_after_its_end_was_sent_nobody_knows_and_it_is_not_sent_again()
    {
        var atTheEnd = "";
        WritingFixture? fixture = null;
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            _connections++;
            await SignInAsync(session);
            await JoinedAsync(session, "LAST", "");
            atTheEnd = await StateAsync(fixture!);
            await session.CloseAsync();
        });
        await using var writing = fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct, sinkPort: server.Port);
        var entry = await SendAsync(fixture);
        Assert.Null(await RunAsync(fixture, entry));
        Assert.Equal("Sending " + OutboxRun.Committing, atTheEnd); // a crash at this moment is no "not sent" either
        Assert.Equal("Unknown NoAnswer", await StateAsync(fixture));
        Assert.Null(await RunAsync(fixture, entry));
        Assert.Equal(1, _connections);
    }

    [Fact]
    public async Task Stopped_when_it_was_refused_the_next_start_knows_that_nobody_has_it()
    {
        using var stopping = new CancellationTokenSource();
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await SignInAsync(session);
            if (++_connections == 1)
            {
                await session.TakeJoinedAsync(line =>
                {
                    if (!line.EndsWith("LAST", StringComparison.Ordinal)) return null;
                    stopping.Cancel();
                    return "554 5.6.6 could not be resolved";
                });
                return;
            }

            await TakeAsync(session);
            await session.ReplyAsync("QUIT", "221 2.0.0 bye");
        });
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct, sinkPort: server.Port);
        var entry = await SendAsync(fixture);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Get<OutboxRun>().GoOnAsync(entry, stopping.Token));
        Assert.Equal("Sending ", await StateAsync(fixture));

        Assert.Null(await RunAsync(fixture, entry));
        Assert.Single(_taken);
    }

    [Fact]
    public async Task A_refused_message_is_refused_in_the_ordinary_way_too_and_its_words_hold_no_token()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await SignInAsync(session);
            await JoinedAsync(session, "BURL", "554 5.6.6 no {url}");
            await session.ReplyAsync("RSET", "250 2.0.0 fine");
            await session.TakeAsync();
            await session.SayAsync($"550 5.7.1 not even so: {_url} and {_url.Split(':')[^1]}");
            await session.ReplyAsync("RSET", "250 2.0.0 fine");
            await session.ReplyAsync("QUIT", "221 2.0.0 bye");
        });
        await using var fixture = await WritingFixture.CreateAsync(await servers.DovecotAsync(Ct), Ct, sinkPort: server.Port);
        Assert.Null(await RunAsync(fixture, await SendAsync(fixture)));
        await using var db = fixture.Database();
        var row = await db.OutboxMessages.SingleAsync(Ct);
        var token = _url.Split(':')[^1];
        Assert.Equal(("Refused", "Refused"), (row.State, row.Reason));
        Assert.Matches("^[0-9a-f]{32,}$", token);
        Assert.Contains(";URLAUTH=submit+", row.ServerText, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, row.ServerText + row.Envelope, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task SignInAsync(ScriptedSession session)
    {
        await session.WelcomeAsync(Keywords);
        await session.ReplyAsync("AUTH", "235 2.7.0 fine");
        await session.EhloAsync(Keywords);
    }

    /// <summary>Takes pieces up to a command with these letters, and says this; "" for nothing.</summary>
    private Task<IReadOnlyList<string>> JoinedAsync(ScriptedSession session, string at, string answer) => session.TakeJoinedAsync(line =>
    {
        if (line.StartsWith("BURL", StringComparison.Ordinal)) _url = line.Split(' ')[1];
        return line.Contains(at, StringComparison.Ordinal) ? answer.Replace("{url}", _url, StringComparison.Ordinal) : null;
    });

    private async Task TakeAsync(ScriptedSession session, Func<Task>? meanwhile = null)
    {
        await session.ReplyAsync("MAIL", "250 2.1.0 fine");
        if (meanwhile is not null) await meanwhile();
        await session.ReplyAsync("RCPT", "250 2.1.5 fine");
        await session.ReplyAsync("DATA", "354 go on");
        _taken.Add(string.Join('\n', await session.ContentAsync()));
        await session.SayAsync("250 2.0.0 taken");
    }

    private static async Task<string> StateAsync(WritingFixture fixture)
    {
        await using var db = fixture.Database();
        var row = await db.OutboxMessages.SingleAsync(Ct);
        return $"{row.State} {row.Reason}";
    }

    private static async Task<Guid> SendAsync(WritingFixture fixture)
    {
        var draft = fixture.NewDraft("marcus@tidewater.test", "With a file");
        var bytes = new byte[500_000];
        new Random(1).NextBytes(bytes);
        var file = await fixture.Get<IDraftFiles>().TakeAsync(fixture.Who, draft.Id, Guid.NewGuid(), "big.bin", "application/octet-stream", inline: false, new MemoryStream(bytes), Ct);
        draft = draft with { Files = [file] };
        draft = draft with { Revision = await fixture.Get<IComposer>().SaveAsync(fixture.Account, draft, force: false, Ct) };
        return (await fixture.Get<IOutbox>().SendAsync(fixture.Account, draft, new SendWishes(), Ct)).Id;
    }

    private static Task<DateTimeOffset?> RunAsync(WritingFixture fixture, Guid entry) => fixture.Get<OutboxRun>().GoOnAsync(entry, Ct);
}
