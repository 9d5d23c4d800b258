using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Admin;

public sealed class AdminScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task An_administrator_sees_how_the_installation_does(ColorScheme theme, int width)
    {
        var webmail = await Host.StartedAsync(Ct);
        await using var session = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions
        {
            ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = 844 }, ReducedMotion = ReducedMotion.Reduce,
        });
        var page = session.Page;
        var mail = await MailScreen.SignInAsync(page, WebmailHost.Administrator, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await page.Locator("button[popovertarget=user-menu]").ClickAsync();
        await page.Locator("#user-menu a[href='/admin']").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Health" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Row).Filter(new() { HasText = "127.0.0.1" })).ToContainTextAsync("Healthy");
        await Expect(page.GetByRole(AriaRole.Table).Last).ToContainTextAsync("SELECT");
        await Axe.AssertCleanAsync(page);
        await Screenshots.SaveAsync(page, $"admin-{theme}-{width}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than its window.");
        Assert.Empty(session.Problems);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Who_consents_is_traced_without_what_the_mail_says(ColorScheme theme, int width)
    {
        var (webmail, user) = await UserWithAsync("Canary subject 7319");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var person = session;
        await mail.Page.GotoAsync("settings#connections");
        var consent = mail.Page.Locator("#s-trace");
        await Expect(mail.Page.Locator("#connections")).ToContainTextAsync("Off");
        await consent.CheckAsync();
        await Expect(mail.Page.Locator("#connections")).ToContainTextAsync("On until");
        await Axe.AssertCleanAsync(mail.Page);
        await Screenshots.SaveAsync(mail.Page, $"trace-consent-{theme}-{width}");
        await mail.Page.GotoAsync("mail");
        await mail.ReadyAsync();
        await mail.OpenAsync("Canary subject 7319");

        await using var other = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions
        {
            ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = 844 }, ReducedMotion = ReducedMotion.Reduce,
        });
        var page = other.Page;
        await MailScreen.SignInAsync(page, WebmailHost.Administrator, webmail.Dovecot.Password);
        await page.WaitForURLAsync("**/mail**");
        await page.GotoAsync("admin/traces");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Show the trace of {user}" }).ClickAsync();
        var trace = page.Locator("pre.trace");
        await Expect(trace).ToContainTextAsync("UID FETCH");
        foreach (var secret in (string[])["Canary", "7319", webmail.Dovecot.Password, user, "tidewater"]) await Expect(trace).Not.ToContainTextAsync(secret);
        await Axe.AssertCleanAsync(page);
        await Screenshots.SaveAsync(page, $"trace-{theme}-{width}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than its window.");

        await mail.Page.GotoAsync("settings#connections");
        await Expect(mail.Page.Locator("#connections")).ToContainTextAsync("looked once");
        await mail.Page.Locator("#s-trace").UncheckAsync();
        await Expect(trace).ToHaveCountAsync(0);
        Assert.Empty(other.Problems);
    }

    [Fact]
    public async Task Somebody_else_who_types_the_address_is_told_that_it_is_not_theirs()
    {
        var (webmail, user) = await UserWithAsync("Only one");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var open = session;
        await Expect(mail.Page.Locator("a[href='/admin']")).ToHaveCountAsync(0);
        await mail.Page.GotoAsync("admin");
        await Expect(mail.Page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        Assert.Contains("/no-permission", mail.Page.Url, StringComparison.Ordinal);
        await Expect(mail.Page.Locator("body")).Not.ToContainTextAsync("Mail servers");
    }
}
