using System.Net;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Protocols.Imap;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Tests.Endpoints;

public sealed class PartLinkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_link_of_the_same_session_opens_the_part()
    {
        await using var host = await HostWithPartAsync();
        using var answer = await host.GetAsync(host.Links.Download(host.Account.Identity, TestReader.Reference, "2"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("<script>alert(1)</script>", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task An_expired_link_opens_nothing()
    {
        await using var host = await HostWithPartAsync();
        var link = host.Links.Download(host.Account.Identity, TestReader.Reference, "2");
        host.Time.Advance(PartLinks.ClickLifetime);
        await AssertRefusedAsync(host.GetAsync(link));
    }

    [Fact]
    public async Task A_revoked_session_kills_its_links()
    {
        await using var host = await HostWithPartAsync();
        var download = host.Links.Download(host.Account.Identity, TestReader.Reference, "2");
        var image = host.Links.InlineImage(host.Account.Identity, TestReader.Reference, "2");
        host.Revoke();
        await AssertRefusedAsync(host.GetAsync(download));
        await AssertRefusedAsync(host.GetAsync(image, session: null));
    }

    [Fact]
    public async Task A_download_needs_the_cookie_too()
    {
        await using var host = await HostWithPartAsync();
        await AssertRefusedAsync(host.GetAsync(host.Links.Download(host.Account.Identity, TestReader.Reference, "2"), session: null));
    }

    [Fact]
    public async Task The_cookie_of_another_session_does_not_open_it()
    {
        await using var host = await HostWithPartAsync();
        var other = new TestAccount(new TestReader());
        host.Open(other);
        await AssertRefusedAsync(host.GetAsync(host.Links.Download(host.Account.Identity, TestReader.Reference, "2"), other.Identity.SessionId));
    }

    [Fact]
    public async Task Sessions_that_share_an_account_do_not_share_links()
    {
        await using var host = await HostWithPartAsync();
        var second = Guid.NewGuid();
        host.Share(second);
        var link = host.Links.Download(host.Account.Identity with { SessionId = second }, TestReader.Reference, "2");
        using var own = await host.GetAsync(link, second);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        await AssertRefusedAsync(host.GetAsync(link));
    }

    [Fact]
    public async Task A_link_made_for_another_account_of_the_session_opens_nothing()
    {
        await using var host = await HostWithPartAsync();
        AccountIdentity foreign = host.Account.Identity with { AccountId = Guid.NewGuid() };
        await AssertRefusedAsync(host.GetAsync(host.Links.Download(foreign, TestReader.Reference, "2")));
    }

    [Fact]
    public async Task A_link_for_one_purpose_opens_no_other()
    {
        await using var host = await HostWithPartAsync();
        var token = host.Links.InlineImage(host.Account.Identity, TestReader.Reference, "2")[FrameDocument.PartsPath.Length..];
        await AssertRefusedAsync(host.GetAsync("/download/" + token));
        await AssertRefusedAsync(host.GetAsync("/frame/" + token));
        await AssertRefusedAsync(host.GetAsync("/source/" + token));
    }

    [Fact]
    public async Task A_changed_token_opens_nothing()
    {
        await using var host = await HostWithPartAsync();
        var link = host.Links.Download(host.Account.Identity, TestReader.Reference, "2");
        for (var at = "/download/".Length; at < link.Length; at += 17)
            await AssertRefusedAsync(host.GetAsync(link[..at] + (link[at] == 'A' ? 'B' : 'A') + link[(at + 1)..]));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAA")]
    [InlineData("..")]
    public async Task Rubbish_is_refused(string token)
    {
        await using var host = await HostWithPartAsync();
        using var answer = await host.GetAsync(FrameDocument.PartsPath + token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void A_token_tells_nothing_of_the_folder()
    {
        var links = new PartLinks(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider(), new ManualTime());
        var message = new MessageReference(MailboxName.Create("Secret divorce papers"), new UidValidity(1), new Uid(1));
        var link = links.Download(new AccountIdentity(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "t", "a@b"), message, "1");
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(link.AsSpan("/download/".Length));
        Assert.DoesNotContain("divorce", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_reads_back_as_it_was_made()
    {
        var who = new AccountIdentity(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "t", "a@b");
        var message = new MessageReference(MailboxName.Create("Pläne/2026 & mehr"), new UidValidity(uint.MaxValue), new Uid(uint.MaxValue));
        var time = new ManualTime();
        var links = new PartLinks(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider(), time);
        var read = links.Read(LinkPurpose.Download, links.Download(who, message, "1.2.3")["/download/".Length..]);
        Assert.Equal(new PartLink(LinkPurpose.Download, who.SessionId, who.UserId, who.AccountId, message, "1.2.3", time.GetUtcNow() + PartLinks.ClickLifetime), read);
    }

    private static async Task<ReadingHost> HostWithPartAsync()
    {
        var host = await ReadingHost.StartAsync();
        host.Reader.Parts["2"] = ("<script>alert(1)</script>"u8.ToArray(), "evil.html");
        return host;
    }

    private static async Task AssertRefusedAsync(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }
}
