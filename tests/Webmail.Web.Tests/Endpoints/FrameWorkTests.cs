using Webmail.Html.Sanitizing;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.TestKit;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Tests.Endpoints;

public sealed class FrameWorkTests
{
    private readonly Webmail.TestKit.ManualTime _time = new(DateTimeOffset.UnixEpoch);
    private readonly FrameWork _work;
    private readonly TaskCompletionSource<HtmlBody> _body = new();
    private int _made;

    public FrameWorkTests() => _work = new FrameWork(_time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frame_asked_for_twice_is_made_once()
    {
        var both = Task.WhenAll(_work.ShareAsync("a", MakeAsync, Ct), _work.ShareAsync("a", MakeAsync, Ct));
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        Assert.All(await both, body => Assert.Equal("Words", body.Text));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task Who_goes_away_leaves_the_work_to_the_others()
    {
        using var leaving = new CancellationTokenSource();
        var first = _work.ShareAsync("a", MakeAsync, leaving.Token);
        var second = _work.ShareAsync("a", MakeAsync, Ct);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        Assert.Equal("Words", (await second).Text);
    }

    [Fact]
    public async Task What_is_done_is_not_kept()
    {
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        await _work.ShareAsync("a", MakeAsync, Ct);
        await _work.ShareAsync("a", MakeAsync, Ct);
        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task A_frame_that_was_begun_ahead_is_there_for_the_first_who_asks()
    {
        _work.Begin("a", MakeAsync);
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        await _work.ShareAsync("a", MakeAsync, Ct);
        Assert.Equal(1, _made);
        await _work.ShareAsync("a", MakeAsync, Ct);
        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task What_was_taken_leaves_its_place_to_the_next()
    {
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        for (var i = 0; i < 2 * FrameWork.MaxAhead; i++)
        {
            var key = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await Eventually.TrueAsync(() => _work.Ahead < FrameWork.MaxAhead, "a place is free", Ct);
            _work.Begin(key, MakeAsync);
            await _work.ShareAsync(key, MakeAsync, Ct);
            Assert.Equal(i + 1, _made);
        }

        await Eventually.TrueAsync(() => _work.Ahead == 0, "all places are free", Ct);
    }

    [Fact]
    public async Task What_is_being_made_for_somebody_is_not_begun_ahead_too()
    {
        var asked = _work.ShareAsync("a", MakeAsync, Ct);
        _work.Begin("a", MakeAsync);
        Assert.Equal(0, _work.Ahead);
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        await asked;
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task One_that_nobody_asks_for_is_let_go()
    {
        _work.Begin("a", MakeAsync);
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        await Eventually.TrueAsync(() => _time.Waiting > 0, "the made frame waits", Ct);
        _time.Advance(FrameWork.AheadFor);
        await _work.ShareAsync("a", MakeAsync, Ct);
        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task What_failed_ahead_is_made_again_for_who_asks()
    {
        var failed = new TaskCompletionSource<HtmlBody>();
        _work.Begin("a", () => failed.Task);
        failed.SetException(new MailUnavailableException(MailFailure.Offline, "offline"));
        await Eventually.TrueAsync(() => !_work.IsOpen("a"), "the failure is over", Ct);
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        Assert.Equal("Words", (await _work.ShareAsync("a", MakeAsync, Ct)).Text);
    }

    [Fact]
    public async Task A_frame_is_at_work_until_it_is_made()
    {
        var asked = _work.ShareAsync("a", MakeAsync, Ct);
        Assert.True(_work.IsOpen("a"));
        _body.SetResult(new HtmlBody(null, SanitizeRefusal.None, "Words"));
        await asked;
        Assert.False(_work.IsOpen("a"));
    }

    private Task<HtmlBody> MakeAsync()
    {
        Interlocked.Increment(ref _made);
        return _body.Task;
    }
}
