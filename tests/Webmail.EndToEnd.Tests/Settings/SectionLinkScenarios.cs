using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Settings;

/// <summary>A link to one section of the settings.</summary>
public sealed class SectionLinkScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Fact]
    public async Task The_section_is_in_view_and_nothing_around_it_has_moved()
    {
        var (webmail, user) = await UserWithAsync();
        await using var session = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await mail.Page.GotoAsync("settings#writing");
        await Expect(mail.Page.Locator("#writing h2")).ToBeInViewportAsync();
        Assert.Equal(0, await mail.Page.EvaluateAsync<int>("[...document.querySelectorAll('html, body, main')].reduce((sum, box) => sum + box.scrollTop, 0)"));
    }
}
