using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.SignIn;

public sealed class SignInScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Fact]
    public async Task Address_and_password_of_the_mail_server_show_its_mail()
    {
        var (webmail, user) = await UserWithAsync("Welcome aboard");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await Expect(mail.Row("Welcome aboard")).ToBeVisibleAsync();
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_leaves_no_session()
    {
        var (webmail, user) = await UserWithAsync("Not for strangers");
        await using var session = await Browser.OpenAsync(webmail.Address);
        await MailScreen.SignInAsync(session.Page, user, "wrong");
        await Expect(session.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await session.Page.GotoAsync("mail");
        await Expect(session.Page.Locator("#password")).ToBeVisibleAsync();
    }

    /// <param name="port">0 stands for the Dovecot's own port: its authority is trusted for the tenant's server alone.</param>
    [Theory]
    [InlineData(993, "does not answer on this port")]
    [InlineData(0, "can't prove that it is itself")]
    public async Task Another_server_that_fails_is_told_in_its_own_words(int port, string words)
    {
        RunningWebmail webmail = await Host.StartedAsync(Ct);
        await using var session = await Browser.OpenAsync(webmail.Address);
        await session.Page.GotoAsync("sign-in");
        await session.Page.Locator("details.other-server summary").ClickAsync();
        await session.Page.Locator("#host").FillAsync("127.0.0.1");
        await session.Page.Locator("#port").FillAsync($"{(port == 0 ? webmail.Dovecot.Ports.Imaps : port)}");
        await session.Page.Locator("#address").FillAsync(webmail.Dovecot.NewUser());
        await session.Page.Locator("#password").FillAsync(webmail.Dovecot.Password);
        await session.Page.Locator("form button[type=submit]").First.ClickAsync();
        await Expect(session.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
    }

    [Fact]
    public async Task Signing_out_closes_the_mail_in_every_tab()
    {
        var (webmail, user) = await UserWithAsync("Secret plans");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        IPage other = await session.NewTabAsync();
        await other.GotoAsync("mail");
        await Expect(new MailScreen(other).Row("Secret plans")).ToBeVisibleAsync();

        await mail.Page.Locator("[popovertarget=user-menu]").ClickAsync();
        await mail.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await Expect(mail.Page.Locator("#password")).ToBeVisibleAsync();

        await mail.Page.GotoAsync("mail");
        await Expect(mail.Page.Locator("#password")).ToBeVisibleAsync();
        await other.ReloadAsync();
        await Expect(other.Locator("#password")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_session_cookie_is_closed_to_scripts_and_other_sites()
    {
        var (webmail, user) = await UserWithAsync("Cookies");
        var (session, _) = await SignedInAsync(webmail, user);
        await using var __ = session;
        // The page's own scripts keep the time zone and the looks in cookies, for the first rendering; nothing hangs on those.
        var cookies = (await session.Context.CookiesAsync()).Where(cookie => cookie.Name is not ("wm-zone" or "wm-device")).ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.True(cookie.HttpOnly, cookie.Name));
        Assert.All(cookies, cookie => Assert.NotEqual(SameSiteAttribute.None, cookie.SameSite));
    }
}
