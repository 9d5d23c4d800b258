using System.Net;
using System.Text.RegularExpressions;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Endpoints;

public sealed partial class PrintEndpointTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_print_view_carries_its_own_policy()
    {
        await using var host = await ReadingHost.StartAsync();
        using var answer = await host.GetAsync(Link(host));
        var policy = string.Join("|", answer.Headers.GetValues("Content-Security-Policy"));
        var nonce = Nonce().Match(policy).Groups["nonce"].Value;
        Assert.Equal(
            "sandbox allow-scripts allow-modals; default-src 'none'; img-src mail.tidewater.test/parts/ data:; style-src 'unsafe-inline'; "
            + $"style-src-elem 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            policy);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Head_and_text_are_words()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Message = TestReader.Make() with { Subject = "<script>alert(1)</script>", From = [new Correspondent("<b>Ines</b>", "ines@tidewater.test")] };
        host.Reader.Plain = "Dear <i>Noor</i>";
        var page = await PageAsync(host, Link(host));
        foreach (var words in (string[])["&lt;script&gt;alert(1)", "&lt;b&gt;Ines&lt;/b&gt; &lt;ines@tidewater.test&gt;", "Dear &lt;i&gt;Noor&lt;/i&gt;"]) Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Equal(page.IndexOf("<script", StringComparison.Ordinal), page.LastIndexOf("<script", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Html_is_the_sanitised_one()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Message = TestReader.Make(html: "1", plain: null);
        host.Reader.Html = "<p onclick=alert(1)>Hi<script>alert(2)</script></template><img src=x onerror=alert(3)>";
        var page = await PageAsync(host, Link(host));
        Assert.DoesNotContain("alert", page, StringComparison.Ordinal);
        Assert.Contains("Hi", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task Remote_pictures_are_those_of_the_screen(bool once, bool always, bool shown)
    {
        await using var host = await ReadingHost.StartAsync();
        host.ImageRules.Choice = host.ImageRules.Choice with { CanShow = true, Shown = always };
        host.Reader.Message = TestReader.Make(html: "1", plain: null);
        host.Reader.Html = "<img src=\"https://pictures.example/a.png\" alt=\"A\" width=300 height=200>";
        var page = await PageAsync(host, once ? host.Links.PrintWithImages(host.Account.Identity, TestReader.Reference) : Link(host));
        Assert.Equal(shown, page.Contains("/parts/remote/", StringComparison.Ordinal));
        Assert.DoesNotContain("pictures.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_without_pictures_holds_on_paper_too()
    {
        await using var host = await ReadingHost.StartAsync();
        host.ImageRules.Choice = host.ImageRules.Choice with { CanShow = false, Shown = false };
        host.Reader.Message = TestReader.Make(html: "1", plain: null);
        host.Reader.Html = "<img src=\"https://pictures.example/a.png\" width=300 height=200>";
        Assert.DoesNotContain("/parts/remote/", await PageAsync(host, host.Links.PrintWithImages(host.Account.Identity, TestReader.Reference)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_is_all_its_messages()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Account.Related.Conversation = [Related(3), Related(4)];
        var page = await PageAsync(host, host.Links.PrintConversation(host.Account.Identity, TestReader.Reference));
        Assert.Equal(3, page.Split("<article>").Length - 1);
    }

    [Fact]
    public async Task A_long_conversation_says_what_is_missing()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Account.Related.Conversation = [.. Enumerable.Range(100, 40).Select(uid => Related((uint)uid))];
        var page = await PageAsync(host, host.Links.PrintConversation(host.Account.Identity, TestReader.Reference));
        Assert.Equal(30, page.Split("<article>").Length - 1);
        Assert.Contains("11 more messages", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attachments_are_named()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Message = TestReader.Make(null, "1", new AttachmentPart("2", "tide tables.pdf", "application/pdf", 2_000_000));
        Assert.Contains("tide tables.pdf (1.9 MB)", await PageAsync(host, Link(host)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_went_says_so()
    {
        await using var host = await ReadingHost.StartAsync();
        host.Reader.Fails = new MailUnavailableException(MailFailure.Gone, "");
        Assert.Contains("moved or deleted", await PageAsync(host, Link(host)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_print_view_needs_the_session_cookie()
    {
        await using var host = await ReadingHost.StartAsync();
        using var answer = await host.GetAsync(Link(host), session: null);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static RelatedMessage Related(uint uid) => new(TestReader.Reference with { Uid = new(uid) }, FakeRows.Make(uid));

    private static string Link(ReadingHost host) => host.Links.Print(host.Account.Identity, TestReader.Reference);

    private static async Task<string> PageAsync(ReadingHost host, string link)
    {
        using var answer = await host.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    [GeneratedRegex("script-src 'nonce-(?<nonce>[A-Za-z0-9+/=]+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nonce();
}
