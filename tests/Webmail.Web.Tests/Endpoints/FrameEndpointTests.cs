using System.Net;
using System.Text.RegularExpressions;
using Webmail.Html.Sanitizing;
using Webmail.Mail;
using Webmail.TestKit;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Tests.Endpoints;

public sealed partial class FrameEndpointTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_frame_carries_its_own_policy()
    {
        await using var host = await ReadingHost.StartAsync();
        using var answer = await host.GetAsync(host.Links.Frame(host.Account.Identity, TestReader.Reference, "1"));
        var policy = string.Join("|", answer.Headers.GetValues("Content-Security-Policy"));
        var nonce = Nonce().Match(policy).Groups["nonce"].Value;
        Assert.Equal(
            "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src mail.tidewater.test/parts/ data:; style-src 'unsafe-inline'; "
            + $"style-src-elem 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
            policy);
        Assert.Equal("no-referrer", string.Join("", answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", string.Join("", answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Each_answer_has_a_nonce_of_its_own()
    {
        await using var host = await ReadingHost.StartAsync();
        var link = host.Links.Frame(host.Account.Identity, TestReader.Reference, "1");
        using var first = await host.GetAsync(link);
        using var second = await host.GetAsync(link);
        Assert.NotEqual(first.Headers.GetValues("Content-Security-Policy"), second.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task Only_our_two_scripts_are_scripts()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Html = "<p onclick=alert(1)>Hi<script>alert(2)</script><img src=x onerror=alert(3)>";
        var page = await BodyAsync(host);
        Assert.Equal(3, page.Split("<script").Length);
        Assert.DoesNotContain("alert", page, StringComparison.Ordinal);
        Assert.Contains("Hi", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inline_pictures_become_signed_links()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Html = "<img src=\"cid:2\" alt=\"plan\">";
        var page = await BodyAsync(host);
        var token = PartsUrl().Match(page).Groups["token"].Value;
        Assert.Equal("2", host.Links.Read(LinkPurpose.InlineImage, token)?.Section);
    }

    [Fact]
    public async Task Blocked_pictures_are_counted_for_the_banner()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Html = "<img src=\"https://t.example/a.png\"><img src=\"https://t.example/b.png\">";
        var page = await BodyAsync(host);
        Assert.Contains("{&quot;blocked&quot;:2,&quot;trackers&quot;:0,&quot;names&quot;:[],&quot;links&quot;:[]", page, StringComparison.Ordinal);
        Assert.DoesNotContain("t.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_html_is_shown_as_its_text()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Refusal = SanitizeRefusal.Unstable;
        host.Reader.Plain = "Dear <b>Noor</b>";
        var page = await BodyAsync(host);
        Assert.Contains("Dear &lt;b&gt;Noor", page, StringComparison.Ordinal);
        Assert.Contains("could not be shown safely", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_a_limit_the_text_is_shown_and_what_fits_is_offered()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Refusal = SanitizeRefusal.TooDeep;
        host.Reader.Html = "<p>What fits</p>";
        host.Reader.Plain = "The text";
        var page = await BodyAsync(host);
        Assert.Contains("The text", page, StringComparison.Ordinal);
        Assert.Contains("<button type=\"button\" class=\"webmail-fits\">Show what can be shown", page, StringComparison.Ordinal);
        Assert.Contains("What fits", await BodyAsync(host, "?fits"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<table bgcolor=\"#ffffff\"><tr><td bgcolor=\"#eeeeee\">Designed", "darkened")]
    [InlineData("<table bgcolor=\"#101010\"><tr><td style=\"color:#eee\">Dark already", "dark")]
    [InlineData("<p style=\"color:#000\">Simple", "light")]
    public async Task Darkened_on_request_is_only_what_is_designed_for_white(string html, string paper)
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Html = html;
        Assert.Contains($"&quot;paper&quot;:&quot;{paper}&quot;", await BodyAsync(host, "?dark"), StringComparison.Ordinal);
        Assert.DoesNotContain("&quot;darkened&quot;", await BodyAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_went_says_so_in_the_frame()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Fails = new MailUnavailableException(MailFailure.Gone, "");
        Assert.Contains("moved or deleted", await BodyAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_waits_is_told_whether_the_frame_is_still_being_made()
    {
        await using var host = await ReadingHost.StartAsync();
        var link = host.Links.Frame(host.Account.Identity, TestReader.Reference, "1");
        var slow = new TaskCompletionSource();
        host.Reader.HtmlWaitsFor = slow.Task;
        Assert.Equal(HttpStatusCode.NoContent, await HeadAsync(host, link, host.Account.Identity.SessionId));
        var asked = host.GetAsync(link);
        await Eventually.TrueAsync(async _ => await HeadAsync(host, link, host.Account.Identity.SessionId) == HttpStatusCode.Accepted, "the frame is at work", Ct);
        Assert.Equal(HttpStatusCode.NoContent, await HeadAsync(host, link, session: null));
        slow.SetResult();
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await HeadAsync(host, link, host.Account.Identity.SessionId));
    }

    private static async Task<HttpStatusCode> HeadAsync(ReadingHost host, string link, Guid? session)
    {
        using var answer = await host.SendAsync(HttpMethod.Head, link, session);
        return answer.StatusCode;
    }

    [Theory]
    [InlineData("<p>12 345</p><p>שלום</p>", "rtl")]
    [InlineData("<p>12 345</p><p>Hello שלום</p>", "ltr")]
    [InlineData("<p>12 345</p>", "ltr")]
    public async Task Text_without_a_design_is_told_which_way_it_runs(string html, string direction)
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Html = html;
        Assert.Contains($"<body dir=\"{direction}\"", await BodyAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_frame_needs_the_session_cookie()
    {
        await using var host = await ReadingHost.StartAsync();
        using var answer = await host.GetAsync(host.Links.Frame(host.Account.Identity, TestReader.Reference, "1"), session: null);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_empty_frame_is_under_the_same_policy()
    {
        await using var host = await ReadingHost.StartAsync();
        using var answer = await host.GetAsync("/frame/empty", session: null);
        Assert.StartsWith("sandbox allow-scripts", string.Join("", answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.test; script-src *")]
    [InlineData("mail.test 'unsafe-inline'")]
    [InlineData("")]
    public void A_strange_host_never_reaches_the_policy(string host) =>
        Assert.Contains("img-src 'self' data:;", FrameDocument.Policy(host, "n"), StringComparison.Ordinal);

    private static async Task<string> BodyAsync(ReadingHost host, string query = "")
    {
        using var answer = await host.GetAsync(host.Links.Frame(host.Account.Identity, TestReader.Reference, "1") + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    [GeneratedRegex("script-src 'nonce-(?<nonce>[A-Za-z0-9+/=]+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nonce();

    [GeneratedRegex("\"/parts/(?<token>[A-Za-z0-9_-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PartsUrl();
}
