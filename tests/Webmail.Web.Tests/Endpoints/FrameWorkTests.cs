using Webmail.Html.Sanitizing;
using Webmail.Mail.Reading;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Tests.Endpoints;

public sealed class FrameWorkTests
{
    private readonly FrameWork _work = new();
    private readonly TaskCompletionSource<HtmlBody> _body = new();
    private int _made;

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

    private Task<HtmlBody> MakeAsync()
    {
        Interlocked.Increment(ref _made);
        return _body.Task;
    }
}
