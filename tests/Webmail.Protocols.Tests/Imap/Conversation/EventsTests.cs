using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Imap.Conversation;

public sealed class EventsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, Type> Unasked => new()
    {
        { "* 8 EXISTS", typeof(ExistsEvent) },
        { "* 2 EXPUNGE", typeof(ExpungeEvent) },
        { "* VANISHED 3:4", typeof(VanishedEvent) },
        { "* 1 FETCH (FLAGS (\\Seen))", typeof(FlagsEvent) },
        { "* 9 FETCH (UID 50 FLAGS () ENVELOPE (NIL \"s\" NIL NIL NIL NIL NIL NIL NIL NIL))", typeof(NewMessageEvent) },
        { "* STATUS \"Other\" (MESSAGES 3)", typeof(MailboxStatusEvent) },
        { "* LIST () \"/\" \"New\"", typeof(MailboxListEvent) },
        { "* OK [ALERT] disk almost full", typeof(AlertEvent) },
        { "* OK [NOTIFICATIONOVERFLOW] too much", typeof(NotificationOverflowEvent) },
        { "* CAPABILITY IMAP4rev1 X", typeof(CapabilityEvent) },
        { "* BYE going down", typeof(ByeEvent) },
    };

    [Theory]
    [MemberData(nameof(Unasked))]
    public async Task What_nobody_asked_for_becomes_an_event(string line, Type expected)
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.SayAsync(line));
        Assert.IsType(expected, await scripted.Connection.Events.ReadAsync(Ct));
    }

    [Fact]
    public async Task The_selected_mailbox_follows_what_the_server_says()
    {
        await using var scripted = await Scripted.SelectedAsync(session =>
            session.SayAsync("* 8 EXISTS", "* 1 EXPUNGE", "* VANISHED 3:4", "* VANISHED (EARLIER) 9", "* OK [HIGHESTMODSEQ 90] x", "* 1 FETCH (UID 4 MODSEQ (95) FLAGS ())", "* OK [ALERT] done"));
        while (await scripted.Connection.Events.ReadAsync(Ct) is not AlertEvent)
        {
            Assert.NotNull(scripted.Connection.Selected);
        }

        Assert.Equal((5u, 95ul), (scripted.Connection.Selected!.Exists, scripted.Connection.Selected.HighestModSeq!.Value.Value));
    }

    [Fact]
    public async Task Flags_of_others_do_not_get_lost_in_a_running_fetch()
    {
        await using var scripted = await Scripted.SelectedAsync(session =>
            session.AnswerAsync("UID FETCH", "* 3 FETCH (FLAGS (\\Deleted))", "* 1 FETCH (UID 1 RFC822.SIZE 10)", "* 2 FETCH (UID 77 FLAGS (\\Flagged))"));
        var rows = new List<FetchRow>();
        await foreach (var row in scripted.Connection.FetchAsync(UidSet.Parse("1"), new FetchItems { Size = true }, ct: Ct))
        {
            rows.Add(row);
        }

        Assert.Equal(10, Assert.Single(rows).Size);
        Assert.Equal(3u, Assert.IsType<FlagsEvent>(await scripted.Connection.Events.ReadAsync(Ct)).SequenceNumber);
        Assert.Equal(77u, Assert.IsType<FlagsEvent>(await scripted.Connection.Events.ReadAsync(Ct)).Uid!.Value.Value);
    }

    [Fact]
    public async Task A_reader_who_falls_behind_finds_one_event_that_says_so()
    {
        var options = new ImapConnectionOptions { Limits = new ImapLimits { EventBacklog = 10 } };
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync("NOOP", [.. Enumerable.Range(1, 11).Select(i => $"* {i} EXISTS"), "* OK [ALERT] last"]),
            options: options);
        await scripted.Connection.NoopAsync(Ct);
        Assert.IsType<MailboxResyncEvent>(await scripted.Connection.Events.ReadAsync(Ct));
        Assert.IsType<AlertEvent>(await scripted.Connection.Events.ReadAsync(Ct));
    }

    [Fact]
    public async Task Events_end_with_the_connection()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.SayAsync("* BYE [UNAVAILABLE] maintenance");
            await session.CloseAsync();
        });
        Assert.Equal(ResponseCodeKind.Unavailable, Assert.IsType<ByeEvent>(await scripted.Connection.Events.ReadAsync(Ct)).Code!.Kind);
        await scripted.Connection.Events.Completion.WaitAsync(Ct);
        await scripted.Connection.Closed.WaitAsync(Ct);
        await Eventually.TrueAsync(() => scripted.Connection.State == ImapConnectionState.Closed, "it is closed", Ct);
        Assert.NotNull(scripted.Connection.BreakReason);
    }
}
