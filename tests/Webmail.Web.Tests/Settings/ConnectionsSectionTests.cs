using Bunit;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.Web.Components.Settings;

namespace Webmail.Web.Tests.Settings;

public sealed class ConnectionsSectionTests : UiTest
{
    private static readonly ServerEndpoint Server = new("imap.tidewater.test", 993, TransportSecurity.Tls);

    [Fact]
    public void Server_count_and_what_the_server_can_do_are_told()
    {
        Account.Facts = new ConnectionFacts(Server, 3, 4, FolderWatch.Told, LineCompression.Used);
        var text = Render<ConnectionsSection>().Find("#connections").TextContent;
        Assert.Contains("imap.tidewater.test:993", text, StringComparison.Ordinal);
        Assert.Contains("3 open; the server allows 4", text, StringComparison.Ordinal);
        Assert.Contains("tells of changes in all folders", text, StringComparison.Ordinal);
        Assert.Contains("Compressed", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_limit_and_without_notify_it_says_so()
    {
        Account.Facts = new ConnectionFacts(Server with { Security = TransportSecurity.Plain }, 2, null, FolderWatch.Asked, LineCompression.NotOffered);
        var text = Render<ConnectionsSection>().Find("#connections").TextContent;
        Assert.Contains("Not encrypted", text, StringComparison.Ordinal);
        Assert.Contains("2 open; the server has refused none", text, StringComparison.Ordinal);
        Assert.Contains("asked one by one", text, StringComparison.Ordinal);
        Assert.Contains("can’t compress", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_broken_the_seconds_are_counted_and_it_can_be_tried_now()
    {
        var page = Render<ConnectionsSection>();
        Assert.Empty(page.FindAll("button"));
        await page.InvokeAsync(() => Account.ChangeHealthAsync(new ConnectionHealth(LinkState.Reconnecting, Time.GetUtcNow(), Time.GetUtcNow() + TimeSpan.FromSeconds(8))));
        Assert.Contains("Next try in 8 s", page.Markup, StringComparison.Ordinal);
        Time.Advance(TimeSpan.FromSeconds(3));
        page.WaitForAssertion(() => Assert.Contains("Next try in 5 s", page.Markup, StringComparison.Ordinal));
        page.Find("button").Click();
        Assert.Equal(1, Account.Reconnects);
    }

    [Fact]
    public async Task When_the_connection_is_back_it_is_shown_with_what_is_open_now()
    {
        var page = Render<ConnectionsSection>();
        await page.InvokeAsync(() => Account.ChangeHealthAsync(new ConnectionHealth(LinkState.Reconnecting, Time.GetUtcNow(), null)));
        Account.Facts = Account.Facts with { Open = 7 };
        await page.InvokeAsync(() => Account.ChangeHealthAsync(new ConnectionHealth(LinkState.Online, Time.GetUtcNow(), null)));
        Assert.Empty(page.FindAll("button"));
        Assert.Contains("7 open", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Connected", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_signed_out_by_the_server_is_told_to_sign_in_again()
    {
        var page = Render<ConnectionsSection>();
        await page.InvokeAsync(() => Account.ChangeHealthAsync(new ConnectionHealth(LinkState.SignedOut, Time.GetUtcNow(), null)));
        Assert.Contains("Sign in again", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button"));
    }
}
