using System.Threading.Channels;
using Webmail.Protocols.Imap;

namespace Webmail.Protocols.Tests.Imap.Conversation;

/// <summary>The queue of events keeps what every reader of a channel counts on.</summary>
public sealed class EventBacklogTests
{
    private static readonly ImapLimits Few = new() { EventBacklog = 3, EventBytes = 100 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everyone_who_waits_is_woken_by_an_event()
    {
        var backlog = new EventBacklog(Few);
        var (one, two) = (backlog.WaitToReadAsync(Ct).AsTask(), backlog.WaitToReadAsync(Ct).AsTask());
        Assert.False(one.IsCompleted);

        backlog.Add(new ExistsEvent(1), 10);

        Assert.True(await one);
        Assert.True(await two);
        Assert.Equal(new ExistsEvent(1), await backlog.ReadAsync(Ct));
    }

    [Fact]
    public async Task Who_stops_waiting_loses_nothing()
    {
        var backlog = new EventBacklog(Few);
        using var stop = new CancellationTokenSource();
        var waiting = backlog.WaitToReadAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        backlog.Add(new ExistsEvent(1), 10);

        Assert.True(backlog.TryRead(out _));
    }

    [Fact]
    public async Task What_is_there_at_the_end_can_still_be_read_and_then_it_is_complete()
    {
        var backlog = new EventBacklog(Few);
        backlog.Add(new ExistsEvent(1), 10);
        backlog.Complete();
        backlog.Add(new ExistsEvent(2), 10);
        var over = backlog.Completion;

        Assert.False(over.IsCompleted);
        Assert.Equal(new ExistsEvent(1), await backlog.ReadAsync(Ct));
        await over;
        Assert.False(await backlog.WaitToReadAsync(Ct));
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await backlog.ReadAsync(Ct));
    }

    [Fact]
    public async Task Who_waits_hears_of_the_end()
    {
        var backlog = new EventBacklog(Few);
        var waiting = backlog.WaitToReadAsync(Ct).AsTask();

        backlog.Complete();

        Assert.False(await waiting);
        await backlog.Completion;
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, 60)]
    public void Too_many_events_or_octets_become_one(int events, int octets)
    {
        var backlog = new EventBacklog(Few);
        for (var i = 0; i < events; i++) backlog.Add(new ExistsEvent((uint)i), octets);

        Assert.True(backlog.TryRead(out var said));
        Assert.IsType<MailboxResyncEvent>(said);
        Assert.Equal(0, backlog.Count);
        backlog.Add(new ExistsEvent(9), 100);
        Assert.True(backlog.TryRead(out said));
        Assert.Equal(new ExistsEvent(9), said);
    }
}
