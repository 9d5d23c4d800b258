using Bunit;
using Webmail.Mail.Accounts;
using Webmail.Mail.Health;
using Webmail.Protocols.Net;
using Webmail.Web.Components.Admin;
using Webmail.Web.Components.Layout;

namespace Webmail.Web.Tests.Admin;

public sealed class HealthPageTests : UiTest
{
    private const string Host = "imap.tidewater.test";

    public HealthPageTests()
    {
        Tenants.Tenants.Add(new TenantOptions { Name = "Tidewater", Imap = new ServerOptions { Host = Host, Security = TransportSecurity.Tls } });
        Administration.IsMine = true;
        Administration.Report = Report(new ServerReport(Host, ServerState.Healthy, 402, TimeSpan.FromMilliseconds(31), TimeSpan.FromMilliseconds(31), 3));
        Administration.Commands[Host] = [new CommandFigures("UID FETCH", 1200, TimeSpan.FromMilliseconds(12), TimeSpan.FromMilliseconds(44), TimeSpan.FromMilliseconds(2), 4096, 1_500_000, 4, 1)];
    }

    [Fact]
    public void Cards_servers_and_commands_show_what_was_counted()
    {
        var page = Render<HealthPage>();
        var text = page.Markup;
        Assert.Contains("312", page.Find(".stat-grid").TextContent, StringComparison.Ordinal);
        Assert.Contains("of 20,000", text, StringComparison.Ordinal);
        Assert.Equal([Host, "Tidewater", "Healthy", "402", "31 ms", "3"], page.FindAll("table")[0].QuerySelectorAll("tbody tr > *").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["UID FETCH", "1,200", "12 ms", "44 ms", "2 ms", "4 KB", "1.4 MB", "4", "1"], page.FindAll("table")[1].QuerySelectorAll("tbody tr > *").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void Who_is_no_administrator_sees_no_figure()
    {
        Administration.IsMine = false;
        var page = Render<HealthPage>();
        Assert.Contains("for administrators", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Host, page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public void Whoever_is_taken_the_right_away_loses_the_figures_at_the_next_look()
    {
        var page = Render<HealthPage>();
        Administration.IsMine = false;
        Time.Advance(TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.DoesNotContain(Host, page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void It_looks_again_every_ten_seconds()
    {
        var page = Render<HealthPage>();
        Administration.Report = Report(new ServerReport(Host, ServerState.Slow, 97, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.41), 12));
        Time.Advance(TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Contains("answers slowly: p95 2,410 ms", page.Find(".banner.warn").TextContent, StringComparison.Ordinal));
        Assert.Contains("Slow", page.Find("table .badge.warn").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_look_that_fails_keeps_what_was_read_and_says_so()
    {
        var page = Render<HealthPage>();
        Administration.Failure = new InvalidOperationException("the database is away");
        Time.Advance(TimeSpan.FromSeconds(10));
        page.WaitForAssertion(() => Assert.Contains("could not be read", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains(Host, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("the database is away", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_was_left_looks_no_more()
    {
        var page = Render<HealthPage>();
        var asked = Administration.Asked.Count;
        page.Instance.Dispose();
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(asked, Administration.Asked.Count);
    }

    [Fact]
    public void Unreachable_servers_are_told_by_words_and_lines_have_a_text()
    {
        Administration.Report = Report(new ServerReport("imap.ferry.example.org", ServerState.Unreachable, 0, null, null, 218), new ServerReport(null, ServerState.Quiet, 0, null, null, 0));
        var page = Render<HealthPage>();
        Assert.Contains("can’t be reached", page.Find(".banner.bad").TextContent, StringComparison.Ordinal);
        Assert.Contains("Other servers", page.FindAll("table")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Named by people", page.FindAll("table")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("547 connections now, 600 at most", page.Find("svg[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Only_an_administrators_menu_leads_here(bool administers, int links)
    {
        Administration.IsMine = administers;
        Assert.Equal(links, Render<UserMenu>().FindAll("a[href='/admin']").Count);
    }

    private HealthReport Report(params ServerReport[] servers) => new(
        Time.GetUtcNow(), new UsePoint(312, 547, 1_900_000_000), 20_000, 4L << 30, TimeSpan.FromMilliseconds(84), [new UsePoint(100, 600, 1_000_000_000), new UsePoint(300, 500, 1_800_000_000)],
        [new AnswerPoint(null, null), new AnswerPoint(TimeSpan.FromMilliseconds(84), TimeSpan.FromMilliseconds(3))], servers);
}
