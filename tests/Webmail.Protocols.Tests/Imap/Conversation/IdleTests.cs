using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Conversation;

public sealed class IdleTests
{
    private static readonly ImapConnectionOptions Quick = new() { Limits = new ImapLimits { IdleResume = TimeSpan.FromMilliseconds(1) } };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Idle_is_in_force_when_it_returns_and_ends_when_disposed()
    {
        ScriptedSession? server = null;
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            server = session;
            await IdleAsync(session);
        });
        var idle = await scripted.Connection.IdleAsync(Ct);
        Assert.True(idle.IsInForce);
        await idle.DisposeAsync();
        Assert.Equal(["IDLE", "DONE"], server!.Heard.Skip(2));
    }

    [Fact]
    public async Task What_happens_while_idling_is_told()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var idle = await session.CommandAsync();
            await session.SayAsync("+ idling", "* 6 EXISTS");
            await session.LineAsync();
            await session.OkAsync(idle);
        });
        await using var idle = await scripted.Connection.IdleAsync(Ct);
        Assert.Equal(6u, Assert.IsType<ExistsEvent>(await scripted.Connection.Events.ReadAsync(Ct)).Count);
    }

    [Fact]
    public async Task A_command_ends_idle_and_idle_resumes_after_it()
    {
        ScriptedSession? server = null;
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                server = session;
                for (var i = 0; i < 3; i++)
                {
                    var idle = await session.CommandAsync();
                    await session.SayAsync("+ idling");
                    await session.CommandAsync();
                    var noop = await session.CommandAsync();
                    await session.OkAsync(idle);
                    await session.OkAsync(noop);
                }

                await IdleAsync(session);
            },
            options: Quick);
        await using var idle = await scripted.Connection.IdleAsync(Ct);
        for (var i = 0; i < 3; i++)
        {
            await scripted.Connection.NoopAsync(Ct);
            await Eventually.TrueAsync(() => idle.IsInForce, "IDLE resumed", Ct);
        }

        await idle.DisposeAsync();
        Assert.Equal(["IDLE", "DONE", "NOOP", "IDLE", "DONE", "NOOP", "IDLE", "DONE", "NOOP", "IDLE", "DONE"], server!.Heard.Skip(2));
    }

    [Fact]
    public async Task A_command_before_the_server_agreed_waits_for_it()
    {
        ScriptedSession? server = null;
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            server = session;
            var idle = await session.CommandAsync();
            await Eventually.TrueAsync(() => Commands(session) == 1, "only IDLE is sent", session.Ended);
            await session.SayAsync("+ idling");
            await session.CommandAsync();
            await session.OkAsync(idle);
            await session.AnswerAsync("NOOP");
        });
        var idling = scripted.Connection.IdleAsync(Ct);
        await scripted.Connection.NoopAsync(Ct);
        await using var idle = await idling;
        Assert.Equal(["IDLE", "DONE", "NOOP"], server!.Heard.Skip(2).Take(3));
    }

    [Fact]
    public async Task A_refused_idle_throws_and_leaves_the_connection_in_use()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.SayAsync($"{(await session.CommandAsync()).Tag} NO [CANNOT] not today");
            await session.AnswerAsync("NOOP");
        });
        await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.IdleAsync(Ct));
        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task Idle_is_renewed_before_anyone_forgets_the_connection()
    {
        var options = new ImapConnectionOptions { Limits = new ImapLimits { IdleRefresh = TimeSpan.FromMilliseconds(20) } };
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await IdleAsync(session);
                await IdleAsync(session);
                await session.SayAsync("* OK [ALERT] twice");
                await IdleAsync(session);
            },
            options: options);
        await using var idle = await scripted.Connection.IdleAsync(Ct);
        Assert.IsType<AlertEvent>(await scripted.Connection.Events.ReadAsync(Ct));
    }

    [Fact]
    public async Task Without_the_capability_the_server_is_asked_now_and_then()
    {
        var options = new ImapConnectionOptions { Limits = new ImapLimits { IdlePoll = TimeSpan.FromMilliseconds(5) } };
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerAsync("NOOP");
                await session.AnswerAsync("NOOP", "* 6 EXISTS");
                while (true)
                {
                    await session.AnswerAsync("NOOP");
                }
            },
            capabilities: "IMAP4rev1",
            options: options);
        await using var idle = await scripted.Connection.IdleAsync(Ct);
        Assert.IsType<ExistsEvent>(await scripted.Connection.Events.ReadAsync(Ct));
    }

    [Fact]
    public async Task A_connection_lost_while_idling_says_so()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.CommandAsync();
            await session.SayAsync("+ idling");
            await session.CloseAsync();
        });
        await using var idle = await scripted.Connection.IdleAsync(Ct);
        await scripted.Connection.Closed.WaitAsync(Ct);
        await Eventually.TrueAsync(() => idle.Refusal is ImapProtocolException && !idle.IsInForce, "the handle knows", Ct);
        Assert.NotNull(scripted.Connection.BreakReason);
    }

    private static int Commands(ScriptedSession session) => session.Heard.Count - 2;

    private static async Task IdleAsync(ScriptedSession session)
    {
        var idle = await session.CommandAsync();
        await session.SayAsync("+ idling");
        await session.CommandAsync();
        await session.OkAsync(idle);
    }
}
