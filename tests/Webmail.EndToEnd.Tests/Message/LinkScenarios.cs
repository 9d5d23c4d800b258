using System.Text;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

public sealed class LinkScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Fact]
    public async Task A_link_says_where_it_leads_while_one_points_at_it()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Html("Pointing", "<p><a href='https://news.example/path?x=1'>Read on</a></p>"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Pointing");
        await mail.MessageFrame.GetByText("Read on").HoverAsync();
        await Expect(mail.Page.Locator(".link-peek")).ToHaveTextAsync("news.example/path?x=1");
        await mail.Reading.Locator("h1").HoverAsync();
        await Expect(mail.Page.Locator(".link-peek")).ToBeHiddenAsync();
        await mail.MessageFrame.GetByText("Read on").FocusAsync();
        await Expect(mail.Page.Locator(".link-peek")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_whose_text_names_another_place_asks_first()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Html("Deceiving", $"<p><a href='{webmail.Pictures.Url("phish")}'>https://bank.example/login</a></p>"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Deceiving");
        await mail.MessageFrame.GetByText("bank.example").ClickAsync();
        ILocator dialog = mail.Page.GetByRole(AriaRole.Dialog, new() { Name = "Look twice at this link" });
        await Expect(dialog).ToContainTextAsync("127.0.0.1");
        await Expect(dialog.GetByText("The text of the link names another place.")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("The name mixes letters of different alphabets.")).ToBeHiddenAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Go back" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        Assert.Empty(webmail.Pictures.AskedFor("phish"));

        await mail.MessageFrame.GetByText("bank.example").ClickAsync();
        IPage opened = await session.Context.RunAndWaitForPageAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = "Open in a new tab" }).ClickAsync());
        await opened.WaitForLoadStateAsync();
        string request = Assert.Single(webmail.Pictures.AskedFor("phish"));
        Assert.DoesNotContain("Referer", request, StringComparison.OrdinalIgnoreCase);
        Assert.True(await opened.EvaluateAsync<bool>("() => window.opener === null"));
    }

    [Fact]
    public async Task An_ordinary_link_opens_at_once_and_tells_nothing_about_where_from()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Html("Ordinary", "<p><a href='http://localhost:1/never'>x</a></p>".Replace("http://localhost:1/never", webmail.Pictures.Url("plainly").Replace("127.0.0.1", "localhost", StringComparison.Ordinal), StringComparison.Ordinal)), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Ordinary");
        IPage opened = await session.Context.RunAndWaitForPageAsync(() => mail.MessageFrame.GetByText("x", new() { Exact = true }).ClickAsync());
        await opened.WaitForLoadStateAsync();
        Assert.DoesNotContain("Referer", Assert.Single(webmail.Pictures.AskedFor("plainly")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_deceiving_link_in_plain_text_asks_first_too()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Plain words", "text/plain", "Look at https://bank.example@evil.example/login please\r\n"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Plain words");
        await mail.Reading.Locator(".message-body a").ClickAsync();
        ILocator dialog = mail.Page.GetByRole(AriaRole.Dialog, new() { Name = "Look twice at this link" });
        await Expect(dialog).ToContainTextAsync("It leads to evil.example");
        await Expect(dialog.GetByText("is only a user name")).ToBeVisibleAsync();
        await mail.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
    }

    private static byte[] Html(string subject, string html) => Message(subject, "text/html", html);

    private static byte[] Message(string subject, string type, string body) => Encoding.UTF8.GetBytes(
        $"From: Marcus <marcus@tidewater.test>\r\nTo: noor@tidewater.test\r\nSubject: {subject}\r\nDate: Fri, 20 Nov 2026 18:00:00 +0000\r\n"
        + $"Message-ID: <{Guid.NewGuid():N}@tidewater.test>\r\nMIME-Version: 1.0\r\nContent-Type: {type}; charset=utf-8\r\n\r\n{body}");
}
