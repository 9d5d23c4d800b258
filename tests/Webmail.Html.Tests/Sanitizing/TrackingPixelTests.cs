namespace Webmail.Html.Tests.Sanitizing;

public sealed class TrackingPixelTests
{
    [Theory]
    [InlineData("<img src='https://news.list-manage.com/track/open.php?u=1'>", "Mailchimp")]
    [InlineData("<img src='https://u1.ct.sendgrid.net/wf/open?upn=x' width=600 height=200>", "SendGrid")]
    [InlineData("<img src='https://a.example/p.png' width=1 height=1>", "a.example")]
    [InlineData("<img src='https://a.example/p.png' height='0'>", "a.example")]
    [InlineData("<img src='https://a.example/p.png' style='width:1px; height : 1px !important'>", "a.example")]
    [InlineData("<img src='https://a.example/p.png' style='DISPLAY: none'>", "a.example")]
    [InlineData("<img src='https://a.example/p.png' style='opacity:0'>", "a.example")]
    [InlineData("<img src='https://a.example/e/o/eyJlbWFpbF9pZCI6'>", "a.example")]
    [InlineData("<img src='https://email.a.example/o/eJwVyDEOhSAMANDTlJH0twXKwGG0qBijxn9_g3nji2x7KzTThqSIGElTShaPRTgsW'>", "email.a.example")]
    [InlineData("<img src='https://a.example/x.gif?id=3&action=open'>", "a.example")]
    public void Sanitize_Tracker_IsNamedAndNeverGivenToTheProxy(string html, string name)
    {
        var asked = 0;
        var safe = Sanitized.Html(html, new() { RemoteImageUrl = _ => $"/proxy/{++asked}" });
        Assert.Equal([new(name, 1)], safe.Remote.Trackers);
        Assert.Equal(0, asked);
        Assert.DoesNotContain("<img", safe.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img src='https://a.example/hero.jpg' width=600 height=240>")]
    [InlineData("<img src='https://a.example/line.gif' width=600 height=1>")]
    [InlineData("<img src='https://a.example/logo.png' style='width:100%;height:auto'>")]
    [InlineData("<img src='https://a.example/logo.png' width='1%'>")]
    [InlineData("<img src='https://a.example/opening-hours.png'>")]
    public void Sanitize_Picture_IsNoTracker(string html)
    {
        var safe = Sanitized.Html(html, new() { RemoteImageUrl = _ => "/proxy" });
        Assert.Empty(safe.Remote.Trackers);
        Assert.Equal(1, safe.Remote.ProxiedImages);
    }
}
