using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Tests.Messages;

public sealed class FolderListTests
{
    private readonly List<ListDelta> _told = [];

    private FolderList Opened(uint exists)
    {
        var list = new FolderList((delta, _) => _told.Add(delta));
        list.Reset(exists);
        _told.Clear();
        return list;
    }

    private static MessageRow Row(uint uid, bool seen = true) => new()
    {
        Uid = new Uid(uid),
        Flags = seen ? FlagSet.Of(Flag.Seen) : FlagSet.Empty,
        People = [new Correspondent("Ines", "ines@tidewater.test")],
        Subject = "Message " + uid,
        Received = DateTimeOffset.UnixEpoch,
        Size = 100,
    };

    private static void Fill(FolderList list, int first, int count, ListOrder order, Func<uint, uint> uidOf, bool seen = true)
    {
        var plan = list.Plan(first, count, order);
        foreach (var (low, high) in plan.Missing)
        {
            var rows = new List<(uint, MessageRow)>();
            for (var sequence = low; sequence <= high; sequence++) rows.Add((sequence, Row(uidOf(sequence), seen)));
            Assert.True(list.Learn(plan, rows));
        }

        list.EndPlan();
    }

    [Fact]
    public void The_newest_message_is_on_top()
    {
        var list = Opened(100);
        Fill(list, 0, 3, ListOrder.NewestFirst, sequence => sequence * 10);

        var window = list.Window(0, 3, ListOrder.NewestFirst);

        Assert.Equal([1000u, 990u, 980u], window!.Rows.Select(row => row.Uid.Value));
        Assert.Equal(100, window.Total);
    }

    [Fact]
    public void The_oldest_order_counts_from_the_other_end()
    {
        var list = Opened(100);
        Fill(list, 0, 2, ListOrder.OldestFirst, sequence => sequence * 10);

        Assert.Equal([10u, 20u], list.Window(0, 2, ListOrder.OldestFirst)!.Rows.Select(row => row.Uid.Value));
    }

    [Fact]
    public void A_window_past_the_end_is_cut()
    {
        var list = Opened(5);
        Fill(list, 3, 10, ListOrder.NewestFirst, sequence => sequence);

        Assert.Equal(2, list.Window(3, 10, ListOrder.NewestFirst)!.Rows.Count);
        Assert.Empty(list.Window(7, 10, ListOrder.NewestFirst)!.Rows);
    }

    [Fact]
    public void Rows_planned_before_an_expunge_are_refused()
    {
        var list = Opened(10);
        var plan = list.Plan(0, 2, ListOrder.NewestFirst);
        list.Apply(new ExpungeEvent(1));

        Assert.False(list.Learn(plan, [(9, Row(90)), (10, Row(100))]));
    }

    [Fact]
    public void A_flag_that_changed_while_the_row_was_on_its_way_is_not_lost()
    {
        var list = Opened(10);
        var plan = list.Plan(0, 1, ListOrder.NewestFirst);
        list.Apply(new FlagsEvent(10, null, FlagSet.Of(Flag.Seen, Flag.Flagged), null));
        Assert.True(list.Learn(plan, [(10, Row(100))]));
        list.EndPlan();

        Assert.True(list.Row(new Uid(100))!.IsFlagged);
    }

    [Fact]
    public void A_removed_row_is_told_with_the_number_it_had()
    {
        var list = Opened(10);
        Fill(list, 0, 10, ListOrder.NewestFirst, sequence => sequence);
        list.Apply(new VanishedEvent(UidSet.Of(new Uid(4)), Earlier: false));

        var removed = Assert.IsType<ListDelta.Removed>(Assert.Single(_told));
        Assert.Equal(new ListDelta.Removed(new Uid(4), 4, 10), removed);
        Assert.Equal(9u, list.Exists);
        Assert.Null(list.Row(new Uid(4)));
    }

    [Fact]
    public void Reading_elsewhere_lowers_the_unread_count()
    {
        var list = Opened(3);
        Fill(list, 0, 3, ListOrder.NewestFirst, sequence => sequence, seen: false);
        list.SetUnread(3);
        list.Apply(new FlagsEvent(2, new Uid(2), FlagSet.Of(Flag.Seen), null));

        Assert.Equal(2, list.Unread);
    }

    [Fact]
    public void Flags_of_a_row_nobody_holds_ask_for_a_new_count()
    {
        var list = Opened(1_000);

        Assert.Equal(FolderNeeds.Recount, list.Apply(new FlagsEvent(500, new Uid(500), FlagSet.Empty, null)));
    }

    [Fact]
    public void A_message_that_came_and_went_before_it_was_told_is_never_told()
    {
        var list = Opened(10);
        list.Apply(new ExistsEvent(11));
        list.Apply(new ExpungeEvent(11));
        list.TellArrived(1);

        Assert.DoesNotContain(_told, delta => delta is ListDelta.Arrived);
    }

    [Fact]
    public void An_arrival_after_an_expunge_is_still_an_arrival()
    {
        var list = Opened(10);
        list.Apply(new ExpungeEvent(3));
        Assert.Equal(FolderNeeds.Arrivals, list.Apply(new ExistsEvent(10)));

        Assert.Equal(1, list.Untold);
    }

    [Fact]
    public void After_a_lost_connection_what_went_is_told_and_what_stayed_keeps_its_row()
    {
        var list = Opened(5);
        Fill(list, 0, 5, ListOrder.NewestFirst, sequence => sequence * 10);
        list.Resync(5, [(1, new Uid(10), FlagSet.Of(Flag.Seen)), (2, new Uid(30), FlagSet.Empty), (3, new Uid(40), FlagSet.Of(Flag.Seen)), (4, new Uid(50), FlagSet.Of(Flag.Seen))], arrived: 1);

        Assert.Contains(new ListDelta.Removed(new Uid(20), 2, 5), _told);
        Assert.Contains(new ListDelta.Changed(new Uid(30)), _told);
        Assert.Contains(new ListDelta.Arrived(1), _told);
        Assert.Equal([50u, 40u, 30u, 10u], list.Window(1, 4, ListOrder.NewestFirst)!.Rows.Select(row => row.Uid.Value));
    }

    [Fact]
    public void Memory_is_bounded_however_far_people_scroll()
    {
        var list = Opened(100_000);
        for (var first = 0; first < 50_000; first += 100) Fill(list, first, 100, ListOrder.NewestFirst, sequence => sequence);

        Assert.InRange(list.Known().Count, 100, FolderList.MaxRowsHeld + 100);
    }

    [Fact]
    public void Catching_up_takes_what_went_came_and_changed()
    {
        var list = Opened(10);
        Fill(list, 0, 4, ListOrder.NewestFirst, sequence => sequence * 10); // 70, 80, 90, 100

        // 20 was never looked at, 80 was; 110 came and went; 120 came.
        Assert.True(list.TryCatchUp(9, UidSet.Parse("20,80,110"), [Changed(7, 90, Flag.Flagged), Changed(9, 120)]));

        Assert.Equal((9u, 70u, 90u, 100u), (list.Exists, At(list, 3), At(list, 2), At(list, 1)));
        Assert.True(list.Row(new Uid(90))!.IsFlagged);
    }

    [Theory]
    [InlineData("5,80", 9)] // 5 went long ago: a server that forgot tells it again
    [InlineData("80", 8)] // one more went, and was not told
    public void Catching_up_that_does_not_add_up_takes_nothing(string vanished, int exists)
    {
        var list = Opened(10);
        Fill(list, 0, 4, ListOrder.NewestFirst, sequence => sequence * 10);

        Assert.False(list.TryCatchUp((uint)exists, UidSet.Parse(vanished), []));

        Assert.Equal((10u, 80u), (list.Exists, At(list, 2)));
    }

    [Fact]
    public void Catching_up_is_refused_when_a_known_message_stands_elsewhere()
    {
        var list = Opened(10);
        Fill(list, 0, 4, ListOrder.NewestFirst, sequence => sequence * 10);

        Assert.False(list.TryCatchUp(9, UidSet.Parse("80"), [Changed(9, 90)])); // must be the eighth now
    }

    [Fact]
    public void Catching_up_needs_the_newest_message_to_know_what_is_new()
    {
        var list = Opened(10);
        Fill(list, 0, 4, ListOrder.OldestFirst, sequence => sequence * 10);

        Assert.False(list.TryCatchUp(11, UidSet.Empty, [Changed(11, 120)]));
    }

    private static FetchRow Changed(uint number, uint uid, params Flag[] flags) => new() { SequenceNumber = number, Uid = new Uid(uid), Flags = FlagSet.Of(flags) };

    private static uint At(FolderList list, int index) => list.Window(index, 1, ListOrder.NewestFirst)!.Rows[0].Uid.Value;
}
