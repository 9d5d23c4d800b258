using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Conversation;

public sealed class CancellationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_not_yet_sent_is_taken_back()
    {
        ScriptedSession? server = null;
        var go = new TaskCompletionSource();
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            server = session;
            var first = await session.CommandAsync();
            await go.Task;
            await session.OkAsync(first);
            await session.AnswerAsync("UNSELECT");
        });
        using var cancel = new CancellationTokenSource();
        var running = scripted.Connection.NoopAsync(Ct);
        var barrier = scripted.Connection.SelectAsync(MailboxName.Create("Other"), ct: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => barrier);
        go.SetResult();
        await running;
        await scripted.Connection.UnselectAsync(Ct);
        Assert.DoesNotContain(server!.Heard, command => command.Contains("Other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_answer_to_a_cancelled_command_is_dropped_and_the_connection_goes_on()
    {
        var go = new TaskCompletionSource();
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            await session.SayAsync("* 1 FETCH (UID 1 FLAGS ())");
            await go.Task;
            await session.SayAsync("* 2 FETCH (UID 2 FLAGS ())");
            await session.OkAsync(fetch);
            await session.AnswerAsync("NOOP");
        });
        using var cancel = new CancellationTokenSource();
        var rows = scripted.Connection.FetchAsync(UidSet.Parse("1:9"), FetchItems.FlagsOnly, ct: cancel.Token).GetAsyncEnumerator(cancel.Token);
        Assert.True(await rows.MoveNextAsync());
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rows.MoveNextAsync());
        await rows.DisposeAsync();
        go.SetResult();
        await scripted.Connection.NoopAsync(Ct);
        Assert.Equal(ImapConnectionState.Selected, scripted.Connection.State);
        Assert.False(scripted.Connection.Events.TryRead(out _));
    }

    [Fact]
    public async Task Leaving_the_rows_early_is_a_cancellation_too()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.AnswerAsync("UID FETCH", "* 1 FETCH (UID 1 FLAGS ())", "* 2 FETCH (UID 2 FLAGS ())", "* 3 FETCH (UID 3 FLAGS ())");
            await session.AnswerAsync("NOOP");
        });
        await foreach (var row in scripted.Connection.FetchAsync(UidSet.Parse("1:9"), FetchItems.FlagsOnly, ct: Ct))
        {
            Assert.Equal(1u, row.SequenceNumber);
            break;
        }

        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task A_cancelled_answer_longer_than_it_is_worth_reading_closes_the_connection()
    {
        var options = new ImapConnectionOptions { Limits = new ImapLimits { DrainBytes = 10_000 } };
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.CommandAsync();
                for (var i = 1; i < 10_000; i++)
                {
                    await session.SayAsync(FormattableString.Invariant($"* {i} FETCH (UID {i} FLAGS (\\Seen))"));
                }
            },
            options: options);
        await foreach (var row in scripted.Connection.FetchAsync(UidSet.Parse("1:9999"), FetchItems.FlagsOnly, ct: Ct))
        {
            Assert.NotNull(row.Uid);
            break;
        }

        await scripted.Connection.Closed.WaitAsync(Ct);
        Assert.Contains("draining", scripted.Connection.BreakReason!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_append_cancelled_inside_its_literal_closes_the_connection()
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.UntilClosedAsync());
        using var cancel = new CancellationTokenSource();
        var source = new NeverEnding();
        var append = scripted.Connection.AppendAsync(MailboxName.Inbox, source, 1_000_000, FlagSet.Empty, date: null, cancel.Token);
        await source.Asked.Task.WaitAsync(Ct);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        await scripted.Connection.Closed.WaitAsync(Ct);
        Assert.Equal(ImapConnectionState.Closed, scripted.Connection.State);
    }

    [Fact]
    public async Task Five_hundred_cancelled_at_random_leave_a_connection_that_answers()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            while (true)
            {
                await session.OkAsync(await session.CommandAsync());
            }
        });
        var random = new Random(20261121);
        var all = new List<Task>();
        for (var i = 0; i < 500; i++)
        {
            var cancel = new CancellationTokenSource();
            all.Add(SwallowAsync(scripted.Connection.NoopAsync(cancel.Token)));
            if (random.Next(2) == 0)
            {
                await cancel.CancelAsync();
            }
        }

        await Task.WhenAll(all).WaitAsync(Ct);
        await scripted.Connection.NoopAsync(Ct);
        await Eventually.TrueAsync(() => scripted.Connection.PendingCommands == 0, "all are answered", Ct);
        Assert.Equal(ImapConnectionState.Selected, scripted.Connection.State);
    }

    private static async Task SwallowAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Half of them.
        }
    }

    private sealed class NeverEnding : MemoryStream
    {
        public TaskCompletionSource Asked { get; } = new();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
