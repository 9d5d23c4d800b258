using System.Text;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Dovecot;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>Everything a mail can say outside its body carries a script, on its way through every screen that shows it.</summary>
public sealed class HostileTextScenarios(WebmailHost host, WholeBrowser browser) : Scenario(host, browser)
{
    private const string Payload = "<img src=x onerror=window.pwned=1><script>window.pwned=1</script>";

    private static string Word => "=?utf-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes(Payload)) + "?=";

    private static byte[] Mail(string user) => Encoding.UTF8.GetBytes($"""
        Authentication-Results: mx.tidewater.test; spf=pass smtp.mailfrom="{Payload}"; dkim=fail header.d="{Payload}"; dmarc="{Payload}"
        Received: from "{Payload}" by mx.tidewater.test with ESMTPS; Tue, 24 Nov 2026 10:42:00 +0000
        From: {Word} <evil@example.test>
        Sender: {Word} <sender@example.test>
        Reply-To: {Word} <reply@elsewhere.test>
        To: {Word} <{user}>
        Cc: {Word} <cc@example.test>
        Subject: Marked {Word}
        Date: Tue, 24 Nov 2026 10:42:00 +0000
        Message-ID: <{Payload}@example.test>
        List-Id: {Word} <{Payload}.example.test>
        List-Unsubscribe: <https://example.test/"{Payload}">
        Disposition-Notification-To: {Word} <"{Payload}"@example.test>
        X-Other: {Payload}
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        {Payload}
        --b
        Content-Type: text/calendar; method=REQUEST

        BEGIN:VCALENDAR
        METHOD:REQUEST
        BEGIN:VEVENT
        SUMMARY:{Payload}
        LOCATION:{Payload}
        COMMENT:{Payload}
        DESCRIPTION:{Payload}
        DTSTART;TZID="{Payload}":20261126T140000
        RRULE:FREQ={Payload}
        ORGANIZER;CN="{Payload}":mailto:evil@example.test
        ATTENDEE;CN="{Payload}";PARTSTAT="{Payload}":mailto:noor@example.test
        END:VEVENT
        END:VCALENDAR
        --b
        Content-Type: text/vcard; name="card.vcf"
        Content-Disposition: attachment; filename="card.vcf"

        BEGIN:VCARD
        FN:{Payload}
        ORG:{Payload}
        TEL:{Payload}
        ADR:;;{Payload};;;;
        URL:javascript:window.pwned=1
        NOTE:{Payload}
        END:VCARD
        --b
        Content-Type: message/rfc822

        From: {Word} <inner@example.test>
        To: {Word} <x@example.test>
        Subject: Inner {Word}

        {Payload}
        --b
        Content-Type: "{Payload}"; name="{Payload}.txt"
        Content-Disposition: attachment; filename="{Payload}.txt"

        {Payload}
        --b--
        """.ReplaceLineEndings("\r\n"));

    [Fact]
    public async Task A_script_in_any_field_is_shown_as_text()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Mail(user), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        var dialogs = 0;
        mail.Page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };
        await mail.OpenAsync("Marked");
        ILocator reading = mail.Reading;
        await Expect(reading.Locator("h1")).ToContainTextAsync("<img src=x");
        await Expect(reading.Locator(".invite-card h3")).ToContainTextAsync("<img src=x");
        await Expect(reading.Locator(".message-body").First).ToContainTextAsync("<script>");
        await CheckAsync(mail.Page);

        await reading.Locator(".message-item .to button").First.ClickAsync();
        await Expect(reading.Locator(".facts").First).ToContainTextAsync("reply@elsewhere.test");
        await reading.Locator(".all-headers summary").ClickAsync();
        await Expect(reading.Locator(".all-headers pre")).ToContainTextAsync("X-Other: <img src=x");
        await reading.Locator(".from .chip").ClickAsync();
        await CheckAsync(mail.Page);

        foreach (var file in new[] { "card.vcf", ".eml", ".txt" })
        {
            await reading.Locator(".attachment-tile").Filter(new LocatorFilterOptions { HasText = file }).Locator("button.open").ClickAsync();
            await Expect(reading.Locator(".attachment-viewer .paper")).ToContainTextAsync("<img src=x");
            await CheckAsync(mail.Page);
        }

        Assert.Equal(0, dialogs);
    }

    [Fact]
    public async Task A_script_in_what_an_error_repeats_is_shown_as_text()
    {
        var (webmail, user) = await UserWithAsync("One");
        await using (PlainImapClient imap = await PlainImapClient.SignInAsync(webmail.Dovecot.Ports.Imap, user, webmail.Dovecot.Password, Ct))
        {
            await imap.AskAsync("CREATE \"<img src=x onerror=pwned=1>\"", Ct);
            await imap.AskAsync("SUBSCRIBE \"<img src=x onerror=pwned=1>\"", Ct);
        }

        await using BrowserSession session = await Browser.OpenAsync(webmail.Address);
        IPage page = session.Page;
        await page.GotoAsync("sign-in?return=" + Uri.EscapeDataString("\"><img src=x onerror=window.pwned=1>"));
        await page.Locator("#address").FillAsync("\"><img/src=x/onerror=window.pwned=1>@tidewater.test");
        await page.Locator("#password").FillAsync("wrong");
        await page.EvaluateAsync("() => { document.querySelector('form').noValidate = true; }");
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await Expect(page.Locator("[role=alert]").First).ToBeVisibleAsync();
        await CheckAsync(page);

        MailScreen mail = await MailScreen.SignInAsync(page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await Expect(mail.Folder("<img src=x onerror=pwned=1>")).ToBeVisibleAsync();
        await mail.Folder("<img src=x onerror=pwned=1>").ClickAsync();
        await Expect(page.Locator(".list-pane h1, .list-pane h2").First).ToContainTextAsync("<img src=x");
        await CheckAsync(page);
        string account = new Uri(page.Url).Segments[2].TrimEnd('/');
        foreach (string path in (string[])[Payload, $"mail/{account}/{Uri.EscapeDataString(Payload)}", $"mail/{Uri.EscapeDataString(Payload)}/INBOX", $"mail/{account}/INBOX/99999?q={Uri.EscapeDataString(Payload)}"])
        {
            await page.GotoAsync(path);
            await CheckAsync(page);
        }
    }

    private static async Task CheckAsync(IPage page)
    {
        Assert.False(await page.EvaluateAsync<bool>("() => 'pwned' in window"));
        Assert.Equal(0, await page.Locator("img[src='x'], a[href^='javascript:']").CountAsync());
        Assert.StartsWith("http://localhost", page.Url, StringComparison.Ordinal);
    }
}
