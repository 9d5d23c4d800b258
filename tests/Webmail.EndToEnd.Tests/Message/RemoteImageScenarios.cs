using System.Text;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

public sealed class RemoteImageScenarios(WebmailHost host, WholeBrowser browser) : Scenario(host, browser)
{
    private const string Verified = "Authentication-Results: mx.tidewater.test; dkim=pass header.d=saltmarsh.example; spf=pass smtp.mailfrom=letter@saltmarsh.example; dmarc=pass header.from=saltmarsh.example\r\n";

    [Fact]
    public async Task Remote_images_wait_for_a_click_and_come_through_the_proxy_once()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Newsletter("Once", webmail.Pictures.Url("once"), ""), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        var foreign = Foreign(session);
        await mail.OpenAsync("Once");
        ILocator banner = mail.Reading.Locator("mail-frame .banner");
        await Expect(banner).ToContainTextAsync("2 remote images blocked");
        await Expect(banner).ToContainTextAsync("1 tracker blocked: 127.0.0.1");
        await Expect(mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Always for this sender" })).ToBeHiddenAsync();
        await Expect(mail.MessageFrame.GetByText("Harbour")).ToBeVisibleAsync();
        Assert.Empty(webmail.Pictures.AskedFor("once"));

        await mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Show once" }).ClickAsync();
        await PaintedPicture.SeenOnAsync(mail.Paper, Ct);
        await Expect(banner).ToContainTextAsync("1 tracker blocked: 127.0.0.1");
        Assert.Empty(foreign);
        IReadOnlyList<string> asked = webmail.Pictures.AskedFor("once");
        Assert.Equal(2, asked.Count);
        Assert.All(asked, request => Assert.DoesNotContain("cookie", request, StringComparison.OrdinalIgnoreCase));
        Assert.All(asked, request => Assert.DoesNotContain("referer", request, StringComparison.OrdinalIgnoreCase));

        await mail.Page.ReloadAsync();
        await Expect(banner).ToContainTextAsync("2 remote images blocked");
        await mail.Page.Keyboard.PressAsync("i");
        await Expect(banner).Not.ToContainTextAsync("remote images blocked");
        await PaintedPicture.SeenOnAsync(mail.Paper, Ct);
        Assert.Equal(2, webmail.Pictures.AskedFor("once").Count);
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task A_sender_who_authenticates_can_be_allowed_for_good()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Newsletter("First issue", webmail.Pictures.Url("good1"), Verified), Ct);
        await webmail.Dovecot.DeliverAsync(user, Newsletter("Second issue", webmail.Pictures.Url("good2"), Verified), Ct);
        await webmail.Dovecot.DeliverAsync(user, Newsletter("Forged issue", webmail.Pictures.Url("forged"), ""), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("First issue");
        await mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Always for this sender" }).ClickAsync();
        await PaintedPicture.SeenOnAsync(mail.Paper, Ct);
        await Expect(mail.Page.GetByText("Images from letter@saltmarsh.example are shown from now on.")).ToBeVisibleAsync();

        await mail.OpenAsync("Second issue");
        await PaintedPicture.SeenOnAsync(mail.Paper, Ct);
        await mail.OpenAsync("Forged issue");
        await Expect(mail.Reading.Locator("mail-frame .banner")).ToContainTextAsync("2 remote images blocked");
        Assert.Empty(webmail.Pictures.AskedFor("forged"));
    }

    [Fact]
    public async Task A_blocked_image_is_a_quiet_box_with_its_words()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Newsletter("Boxes", webmail.Pictures.Url("boxes"), ""), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Boxes");
        ILocator box = mail.MessageFrame.GetByRole(AriaRole.Img, new() { Name = "Harbour" });
        await Expect(box).ToHaveTextAsync("Harbour");
        Assert.Equal("span 300 100", await box.EvaluateAsync<string>("e => `${e.localName} ${e.offsetWidth} ${e.offsetHeight}`"));
        await Expect(mail.MessageFrame.Locator("img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_allowed_sender_is_listed_in_the_settings_and_can_be_forgotten()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Newsletter("Listed", webmail.Pictures.Url("listed"), Verified), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Listed");
        await mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Always for this sender" }).ClickAsync();
        await PaintedPicture.SeenOnAsync(mail.Paper, Ct);

        await mail.Page.GotoAsync("settings#pictures");
        ILocator row = mail.Page.Locator("#pictures .rows li").Filter(new() { HasText = "letter@saltmarsh.example" });
        await Expect(row).ToBeVisibleAsync();
        await Screenshots.SaveAsync(mail.Page, "settings-pictures");
        await mail.Page.SetViewportSizeAsync(390, 844);
        await row.ScrollIntoViewIfNeededAsync();
        await Screenshots.SaveAsync(mail.Page, "settings-pictures-narrow");
        await mail.Page.SetViewportSizeAsync(1280, 800);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await Expect(mail.Page.Locator("#pictures")).ToContainTextAsync("No sender yet");

        await mail.Page.GotoAsync("mail");
        await mail.OpenAsync("Listed");
        await Expect(mail.Reading.Locator("mail-frame .banner")).ToContainTextAsync("2 remote images blocked");
    }

    [Fact]
    public async Task An_earlier_message_of_the_conversation_follows_the_same_rules_and_pushes_nothing_away()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Newsletter("Series", webmail.Pictures.Url("series"), Verified, "first@saltmarsh.example"), Ct);
        await webmail.Dovecot.DeliverAsync(user, Encoding.UTF8.GetBytes(
            "From: marcus@tidewater.test\r\nTo: noor@tidewater.test\r\nSubject: Re: Series\r\nDate: Fri, 20 Nov 2026 19:00:00 +0000\r\nMessage-ID: <second@tidewater.test>\r\nIn-Reply-To: <first@saltmarsh.example>\r\n"
            + "References: <first@saltmarsh.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>My answer to it</p>\r\n"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Re: Series");
        await Expect(mail.MessageFrame.GetByText("My answer to it")).ToBeVisibleAsync();
        ILocator fold = mail.Reading.Locator(".thread .message-fold");
        await Expect(fold).ToHaveCountAsync(1);
        // It came into the room that was kept for it: nothing was scrolled away.
        await Expect(fold).ToBeInViewportAsync();
        Assert.Equal(0, await mail.Reading.Locator("read-scroll").EvaluateAsync<int>("pane => pane.scrollTop"));
        await Screenshots.SaveAsync(mail.Page, "conversation-late-folds");

        await fold.ClickAsync();
        ILocator earlier = mail.Reading.Locator(".thread > li").First;
        await Expect(earlier.Locator("mail-frame .banner")).ToContainTextAsync("2 remote images blocked");
        await earlier.GetByRole(AriaRole.Button, new() { Name = "Show once" }).ClickAsync();
        await PaintedPicture.SeenOnAsync(earlier.Locator(".message-frame"), Ct);
    }

    [Fact]
    public async Task What_a_mail_answers_to_waits_behind_a_button()
    {
        var (webmail, user) = await UserWithAsync();
        string quoted = string.Concat(Enumerable.Repeat("The tide came in over the flats. ", 12));
        await webmail.Dovecot.DeliverAsync(user, Encoding.UTF8.GetBytes(
            "From: marcus@tidewater.test\r\nTo: noor@tidewater.test\r\nSubject: Folding\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            + $"<p>My answer</p><div class=\"gmail_quote\"><div>On Monday Ann wrote:</div><blockquote>{quoted}</blockquote></div><img src=\"https://pictures.example/logo.png\" width=200 height=40 alt=\"Her logo\">\r\n"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Folding");
        await Expect(mail.MessageFrame.GetByText("My answer")).ToBeVisibleAsync();
        await Expect(mail.MessageFrame.GetByText("On Monday Ann wrote:")).ToBeHiddenAsync();
        await mail.MessageFrame.GetByRole(AriaRole.Button, new() { Name = "Show quoted text" }).ClickAsync();
        await Expect(mail.MessageFrame.GetByText("On Monday Ann wrote:")).ToBeVisibleAsync();
        await Expect(mail.MessageFrame.GetByRole(AriaRole.Img, new() { Name = "Her logo" })).ToBeVisibleAsync();
    }

    private static List<string> Foreign(BrowserSession session)
    {
        var foreign = new List<string>();
        session.Context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && new Uri(request.Url).Host is not "localhost") foreign.Add(request.Url);
        };
        return foreign;
    }

    private static byte[] Newsletter(string subject, string url, string results, string? id = null) => Encoding.UTF8.GetBytes(
        $"{results}From: The Salt Marsh Letter <letter@saltmarsh.example>\r\nTo: noor@tidewater.test\r\nSubject: {subject}\r\nDate: Fri, 20 Nov 2026 18:00:00 +0000\r\n"
        + $"Message-ID: <{id ?? Guid.NewGuid().ToString("N") + "@saltmarsh.example"}>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + $"<p>Hello reader</p><img src=\"{url}/a.png\" alt=\"Harbour\" width=\"300\" height=\"100\"><img src=\"{url}/b.png\" width=\"200\" height=\"80\">"
        + $"<img src=\"{url}/open.gif\" width=\"1\" height=\"1\">\r\n");
}
