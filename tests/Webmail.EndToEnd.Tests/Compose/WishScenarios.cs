using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>What can be wished for one message, and what helps to write it.</summary>
public sealed class WishScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private static readonly TimeSpan Delivery = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Priority_and_receipts_stand_in_what_arrives_and_delivery_is_reported()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        string other = webmail.Dovecot.NewUser("marcus");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync(other, "With wishes", "High water at noon.");
        foreach (string wish in new[] { "High priority", "Ask for a read receipt", "Ask for a delivery report" }) await ChooseAsync(mail.Page, "more", wish);
        await Expect(mail.Page.Locator("[data-part=set]")).ToContainTextAsync("High priority, Ask for a read receipt, Ask for a delivery report");
        await compose.SendAsync();
        string arrived = await ArrivedAsync(webmail.Dovecot, other, "With wishes");
        Assert.Contains("X-Priority: 1", arrived, StringComparison.Ordinal);
        Assert.Contains("Importance: high", arrived, StringComparison.Ordinal);
        Assert.Contains($"Disposition-Notification-To: {user}", arrived, StringComparison.OrdinalIgnoreCase);
        string report = await ArrivedAsync(webmail.Dovecot, user, "multipart/report");
        Assert.Contains("Original-Envelope-Id", report, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_template_is_kept_from_a_message_and_filled_in_for_the_next()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.Subject.FillAsync("Your berth");
        await compose.Text.ClickAsync();
        await mail.Page.Keyboard.TypeAsync("Dear {{first name}}, see {{nothing of ours}}.");
        await ChooseAsync(mail.Page, "template", "Save as template");
        await mail.Page.Locator(".compose-dialog input").FillAsync("Berth");
        await mail.Page.Locator(".compose-dialog [type=submit]").ClickAsync();
        await Expect(compose.Toast).ToContainTextAsync("Berth");
        await compose.Text.ClickAsync();
        await mail.Page.Keyboard.PressAsync("Escape");
        await Expect(compose.Windows).ToHaveCountAsync(0);

        compose = await ComposeScreen.OpenAsync(mail.Page);
        await ChooseAsync(mail.Page, "template", "Berth");
        await Expect(compose.Subject).ToHaveValueAsync("Your berth");
        await Expect(compose.Text).ToContainTextAsync("{{first name}}");
        await compose.To.FillAsync("Okafor, Dr. Ines <ines@example.test>");
        await compose.To.PressAsync("Enter");
        await ChooseAsync(mail.Page, "template", "Berth");
        await Expect(compose.Text).ToContainTextAsync("Dear Ines, see {{nothing of ours}}.");
        // What was put in before the recipient was known is filled in before it goes.
        await mail.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(compose.Windows).ToHaveCountAsync(0);
        string outbox = await mail.Page.EvaluateAsync<string>("async () => (await fetch(`/compose/${document.body.dataset.account}/outbox`)).text()");
        Assert.Contains("Your berth", outbox, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_nothing_fills_is_asked_about()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("nameless@example.test", "Berth", "Dear {{first name}}");
        await mail.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(mail.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("{{first name}}");
    }

    [Fact]
    public async Task A_reminder_is_set_seen_and_called_off()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync(user, "Answer me", "Please.");
        await ChooseAsync(mail.Page, "more", "Remind me if nobody answers");
        await mail.Page.Locator(".compose-menu button").Filter(new LocatorFilterOptions { HasText = "in 3 days" }).ClickAsync();
        await Expect(mail.Page.Locator("[data-part=set]")).ToContainTextAsync("Remind me in 3 days");
        await compose.SendAsync();
        await ArrivedAsync(webmail.Dovecot, user, "Answer me");
        await mail.Page.GotoAsync("outbox");
        ILocator row = mail.Page.Locator("outbox-list li").Filter(new LocatorFilterOptions { HasText = "You are reminded" });
        await Expect(row).ToContainTextAsync("Answer me", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await row.Locator("button").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_is_dragged_from_the_list_and_a_file_picked_from_the_open_one()
    {
        var (webmail, user) = await UserWithAsync("Tide tables");
        byte[] withFile = Encoding.ASCII.GetBytes($"From: ines@example.test\r\nTo: {user}\r\nSubject: Survey\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\nContent-Type: text/csv; name=depths.csv\r\nContent-Disposition: attachment; filename=depths.csv\r\n\r\n1,2,3\r\n--b--\r\n");
        await webmail.Dovecot.DeliverAsync(user, withFile, Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Survey");
        await Expect(mail.Page.Locator(".attachment-tile[data-section]")).ToBeVisibleAsync();
        var uploads = new List<string>();
        mail.Page.Request += (_, request) => { if (request.Url.Contains("/files", StringComparison.Ordinal)) uploads.Add($"{request.Method} {request.Url[(request.Url.LastIndexOf("/files", StringComparison.Ordinal) + 6)..]}"); };
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await ChooseAsync(mail.Page, "more", "Attach from mail");
        await mail.Page.Locator(".compose-menu button").Filter(new LocatorFilterOptions { HasText = "depths.csv" }).ClickAsync();
        await Expect(compose.Files).ToHaveCountAsync(1);
        await mail.Row("Tide tables").Locator(".row-link").DragToAsync(compose.Text);
        await Expect(compose.Files).ToHaveCountAsync(2);
        await Expect(compose.Files.Last).ToContainTextAsync(".eml");
        Assert.All(uploads, request => Assert.Equal("POST /from", request));
        Assert.DoesNotContain("/mail/", await compose.Text.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chips_go_to_another_field_by_mouse_and_by_key_and_strangers_are_marked()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.To.FillAsync("marcus@tidewater.test, 用户@例子.广告, dov@quayside.example.com");
        await compose.To.PressAsync("Enter");
        await Expect(compose.Chips()).ToHaveCountAsync(3);
        await Expect(mail.Page.Locator(".recipient-chip.outside")).ToHaveCountAsync(2);
        await Expect(mail.Page.Locator(".recipient-chip.invalid")).ToHaveCountAsync(0);
        await mail.Page.Locator(".compose-window [data-do=cc]").ClickAsync();
        await compose.Chips().Last.DragToAsync(mail.Page.Locator(".compose-window [data-field=cc]"));
        await Expect(compose.Chips("cc")).ToContainTextAsync("dov@quayside.example.com");
        await compose.Chips("cc").First.FocusAsync();
        await mail.Page.Keyboard.PressAsync("Space");
        await Expect(compose.Chips("bcc")).ToContainTextAsync("dov@quayside.example.com");
        await Expect(compose.Chips()).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task An_answer_to_forty_people_is_asked_about()
    {
        var (webmail, user) = await UserWithAsync();
        string all = string.Join(",\r\n ", Enumerable.Range(1, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i}@example.test")));
        await webmail.Dovecot.DeliverAsync(user, Encoding.ASCII.GetBytes($"From: ines@example.test\r\nTo: {user},\r\n {all}\r\nSubject: Everyone\r\nMessage-ID: <e@example.test>\r\n\r\nHello all.\r\n"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Everyone");
        await Expect(mail.Page.Locator(".reading-pane[data-uid]")).ToBeVisibleAsync();
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page, "a");
        await mail.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(mail.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Reply to 41 people?");
        await mail.Page.Keyboard.PressAsync("Escape");
        await Expect(compose.Windows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task From_right_to_left_the_composer_stands_on_the_other_side()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl'; }");
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("ليلى المصري <layla@example.test>, marcus@tidewater.test", "مرحبا", "صباح الخير");
        await compose.AttachAsync("notes.txt", "notes"u8.ToArray());
        LocatorBoundingBoxResult box = (await mail.Page.Locator(".compose-window .composer").BoundingBoxAsync())!;
        Assert.True(box.X < 200, $"It begins at {box.X}.");
        await Screenshots.SaveAsync(mail.Page, "composer-rtl");
        await mail.Page.Locator(".compose-window [data-do=send-more]").ClickAsync();
        await Expect(mail.Page.Locator(".compose-menu")).ToBeInViewportAsync();
        await Screenshots.SaveAsync(mail.Page, "composer-rtl-menu");
    }

    private static async Task ChooseAsync(IPage page, string menu, string item)
    {
        await page.Locator($".compose-window [data-do={menu}]").ClickAsync();
        await page.Locator(".compose-menu button").Filter(new LocatorFilterOptions { HasText = item }).First.ClickAsync();
    }

    /// <summary>The message with these words, as it lies in the inbox.</summary>
    private static async Task<string> ArrivedAsync(DovecotServer dovecot, string user, string words)
    {
        string? found = null;
        await Eventually.TrueAsync(() => (found = new[] { "cur", "new" }.Select(part => Path.Combine(dovecot.MaildirOf(user), part)).Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(File.ReadAllText)
            .FirstOrDefault(text => text.Contains(words, StringComparison.Ordinal))) is not null, $"{words} arrives", Ct, Delivery);
        return found!;
    }
}
