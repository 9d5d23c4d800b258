using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>Designed mail in the dark theme: white paper, unless the reader wants it dark.</summary>
public sealed class DarkMailScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const string Designed = "<table width=600 bgcolor='#eef3f5'><tr><td bgcolor='#ffffff' style='color:#222222;padding:20px'><h2 style='color:#006a8e'>Salt Marsh Letter</h2>Eelgrass and oysters</td></tr></table>";

    [Fact]
    public async Task A_designed_message_is_darkened_by_its_switch_and_goes_back()
    {
        var (session, mail) = await DarkAsync();
        await using var _ = session;
        await mail.OpenAsync("Salt Marsh");
        ILocator words = mail.MessageFrame.GetByText("Eelgrass and oysters");
        ILocator colours = mail.Reading.Locator(".paper-tools button");
        await Expect(words).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await Screenshots.SaveAsync(mail.Page, "dark-designed-white");
        await colours.ClickAsync();
        await Expect(words).ToHaveCSSAsync("background-color", "rgb(22, 22, 22)");
        await Expect(mail.MessageFrame.Locator("html")).ToHaveCSSAsync("background-color", "rgb(22, 22, 22)");
        await Screenshots.SaveAsync(mail.Page, "dark-designed-darkened");
        await colours.ClickAsync();
        await Expect(words).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
    }

    [Fact]
    public async Task The_setting_darkens_designed_mail_from_then_on()
    {
        var (session, mail) = await DarkAsync();
        await using var _ = session;
        await mail.Page.GotoAsync("/settings");
        ILocator setting = mail.Page.Locator("#s-dark");
        await Expect(setting).ToBeEnabledAsync();
        await setting.CheckAsync();
        await Expect(mail.Page.Locator("#reading .saved svg")).ToBeVisibleAsync();
        await mail.Page.ReloadAsync();
        await Expect(setting).ToBeCheckedAsync();
        await mail.Page.GotoAsync("/mail");
        await mail.ReadyAsync();
        await mail.OpenAsync("Salt Marsh");
        await Expect(mail.MessageFrame.GetByText("Eelgrass and oysters")).ToHaveCSSAsync("background-color", "rgb(22, 22, 22)");
    }

    private async Task<(BrowserSession Session, MailScreen Mail)> DarkAsync()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, new MessageDraft { From = Person.Marcus, To = [Person.Noor], Subject = "Salt Marsh", Date = Newest, MessageId = $"{Guid.NewGuid():N}@test", Body = Part.Html(Designed) }.ToBytes(), Ct);
        BrowserSession session = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark, ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        return (session, await (await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password)).ReadyAsync());
    }
}
