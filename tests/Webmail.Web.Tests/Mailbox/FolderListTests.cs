using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Mailbox;

public sealed class FolderListTests : IAsyncDisposable
{
    private readonly FakeFolderView _view = new(MailboxName.Inbox, 1000, FakeRows.NewestAt(1000));
    private readonly FolderList _list;

    public FolderListTests()
    {
        _list = new FolderList(_view, new UserClock(new FakeTime(), new CurrentDevice()));
        _view.Subscribe(_list.ApplyAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _list.DisposeAsync();
        await _view.DisposeAsync();
    }

    [Fact]
    public async Task Show_RowsInMemory_ShowsThemBeforeItReturns()
    {
        var showing = _list.ShowAsync(100, 20);
        Assert.True(showing.IsCompletedSuccessfully);
        await showing;
        Assert.Equal((100, 20, 1000), (_list.First, _list.Rows.Count, _list.Total));
        Assert.Equal(new Uid(900), _list.Rows[0].Uid);
    }

    [Fact]
    public async Task Show_NewerQuestion_DropsTheOlderOne()
    {
        var slow = new TaskCompletionSource();
        _view.IsWarm = false;
        _view.Server = ct => slow.Task.WaitAsync(ct);
        var first = _list.ShowAsync(500, 20);
        _view.Server = _ => Task.CompletedTask;
        await _list.ShowAsync(700, 20);
        slow.SetResult();
        await first;
        Assert.Equal(700, _list.First);
    }

    [Fact]
    public async Task Change_WhileAJumpIsOnItsWay_TheJumpArrives()
    {
        await _list.ShowAsync(0, 20);
        _view.IsWarm = false;
        _view.Server = ct => new TaskCompletionSource().Task.WaitAsync(ct);
        var jump = _list.ShowAsync(500, 20);
        _view.Server = _ => Task.CompletedTask;
        await _list.ApplyAsync(new FolderChange(_view.Version + 1, _view.Total, 3, 0, [], [], Reset: false));
        await jump;
        Assert.Equal(500, _list.First);
    }

    [Fact]
    public async Task Show_AsksForNoMoreThanAWindow()
    {
        await _list.ShowAsync(0, 100_000);
        Assert.Equal(FolderList.MaxWindow, _list.Rows.Count);
    }

    [Fact]
    public async Task Show_ServerRefuses_Throws_AndKeepsTheRows()
    {
        await _list.ShowAsync(0, 20);
        _view.Failure = new MailUnavailableException(MailFailure.Refused, "no");
        await Assert.ThrowsAsync<MailUnavailableException>(() => _list.ShowAsync(300, 20));
        Assert.Equal((0, 20), (_list.First, _list.Rows.Count));
    }

    [Fact]
    public async Task Arrival_AtTheTop_NewRowsAreThere()
    {
        await _list.ShowAsync(0, 20);
        await _view.ArriveAsync(2);
        Assert.Equal(new Uid(1002), _list.Rows[0].Uid);
        Assert.Equal((0, 0), (_list.First, _list.NewAbove));
    }

    [Fact]
    public async Task Arrival_FurtherDown_TheSameRowsStay_AndThePillCounts()
    {
        await _list.ShowAsync(100, 20);
        _list.SetAtTop(false);
        await _view.ArriveAsync(2);
        await _view.ArriveAsync();
        Assert.Equal((103, 3), (_list.First, _list.NewAbove));
        Assert.Equal(new Uid(900), _list.Rows[0].Uid);
        _list.SetAtTop(true);
        Assert.Equal(0, _list.NewAbove);
    }

    [Fact]
    public async Task Removal_Above_TheSameRowsStay()
    {
        await _list.ShowAsync(100, 20);
        _list.SetAtTop(false);
        await _view.RemoveAsync(950, 960);
        Assert.Equal((98, 998), (_list.First, _list.Total));
        Assert.Equal(new Uid(900), _list.Rows[0].Uid);
    }

    [Fact]
    public async Task Removal_Inside_TheWindowIsFilledUp()
    {
        await _list.ShowAsync(0, 20);
        await _view.RemoveAsync(995);
        Assert.Equal(20, _list.Rows.Count);
        Assert.DoesNotContain(_list.Rows, row => row.Uid == new Uid(995));
    }

    [Fact]
    public async Task Change_OlderThanTheWindow_IsIgnored()
    {
        await _list.ShowAsync(0, 20);
        var stamp = _list.Stamp;
        await _list.ApplyAsync(new FolderChange(1, 1000, null, 5, [], [], false));
        Assert.Equal(stamp, _list.Stamp);
    }

    [Fact]
    public async Task Reset_LoadsFromTheTop()
    {
        await _list.ShowAsync(500, 20);
        await _list.ApplyAsync(new FolderChange(9, 1000, null, 0, [], [], true));
        Assert.Equal(0, _list.First);
    }

    [Fact]
    public async Task Leaving_RowsGoAtOnce_AndComeBackWhenItFails()
    {
        await _list.ShowAsync(0, 20);
        var prediction = new Prediction(UidSet.Of(new Uid(999)));
        _list.Predict(prediction);
        Assert.DoesNotContain(_list.Rows, row => row.Uid == new Uid(999));
        _list.Forget(prediction);
        Assert.Contains(_list.Rows, row => row.Uid == new Uid(999));
    }

    [Fact]
    public async Task Leaving_Confirmed_StaysHiddenUntilTheChangeComes()
    {
        await _list.ShowAsync(0, 20);
        var prediction = new Prediction(UidSet.Of(new Uid(999)));
        _list.Predict(prediction);
        _list.Confirm(prediction);
        Assert.DoesNotContain(_list.Rows, row => row.Uid == new Uid(999));
        await _view.RemoveAsync(999);
        Assert.Equal((20, 999), (_list.Rows.Count, _list.Total));
    }

    [Fact]
    public async Task Flag_IsShownAtOnce_AndGivesWayToTheServersWord()
    {
        await _list.ShowAsync(0, 20);
        var prediction = new Prediction(UidSet.Of(new Uid(1000)), Flag.Flagged, on: true);
        _list.Predict(prediction);
        Assert.True(_list.Rows[0].Row.IsFlagged);
        _list.Confirm(prediction);
        await _view.SetFlagAsync(1000, Flag.Flagged, true);
        await _view.SetFlagAsync(1000, Flag.Flagged, false);
        Assert.False(_list.Rows[0].Row.IsFlagged);
    }

    [Fact]
    public async Task Rows_ThatDidNotChange_AreTheSameObjects()
    {
        await _list.ShowAsync(0, 20);
        _list.Predict(new Prediction(UidSet.Of(new Uid(1000)), Flag.Flagged, on: true));
        var before = _list.Rows.Select(row => row.Row).ToList();
        await _view.SetFlagAsync(991, Flag.Flagged, true);
        var changed = _list.Rows.Where((row, i) => !ReferenceEquals(row.Row, before[i])).Select(row => row.Uid);
        Assert.Equal([new Uid(991)], changed);
    }

    [Fact]
    public async Task Heads_StandWhereAGroupBegins()
    {
        await _list.ShowAsync(0, 200);
        var heads = _list.Rows.Where(row => row.Head is not null).Select(row => row.Uid).ToList();
        Assert.Equal([new Uid(1000), new Uid(1000 - 56)], heads.Take(2)); // 12 minutes a message, now is 11:00
        await _list.ShowAsync(10, 20);
        Assert.Null(_list.Rows[0].Head);
    }

    [Fact]
    public async Task Heads_OfAListThatIsNotInDateOrder_AreLeftOut()
    {
        await using var view = new FakeFolderView(MailboxName.Inbox, 50, uid => FakeRows.Make(uid) with { Received = FakeRows.Now.AddDays(-(uid * 7919 % 400)) });
        await using var list = new FolderList(view, new UserClock(new FakeTime(), new CurrentDevice()));
        await list.ShowAsync(0, 50);
        Assert.False(list.HasHeads);
        Assert.All(list.Rows, row => Assert.Null(row.Head));
    }

    [Fact]
    public async Task Dispose_LeavesTheFolder_AndStopsTheQuestion()
    {
        _view.IsWarm = false;
        _view.Server = ct => new TaskCompletionSource().Task.WaitAsync(ct);
        var showing = _list.ShowAsync(0, 20);
        await _list.DisposeAsync();
        await showing;
        Assert.True(_view.IsDisposed);
    }
}
