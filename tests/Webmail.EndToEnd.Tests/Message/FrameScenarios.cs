using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>The frame does not feel like one: keys, copying, scrolling, narrow screens and paper.</summary>
[Collection("The clipboard")] // a browser has one
public sealed class FrameScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const string Wide = "<table width=900 bgcolor='#eeeeee'><tr><td width=450 bgcolor='#ffeedd' nowrap>Left words of a table that is wider than a telephone</td><td width=450 nowrap>Right words that can not wrap either</td></tr></table>";
    private const string Fixed = "<table width=640 bgcolor='#eeeeee' style='width:640px'><tr><td width=420 bgcolor='#ffeedd'>Left words of a table that was drawn for a wider screen</td><td width=220>Right words</td></tr></table>";

    [Fact]
    public async Task Keys_pressed_inside_the_frame_act_as_outside()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Older", "<p>Older words</p>"), Ct);
        await webmail.Dovecot.DeliverAsync(user, Message("Newer", "<p>Newer words</p>"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Newer");
        await mail.MessageFrame.GetByText("Newer words").ClickAsync();
        await mail.Page.Keyboard.PressAsync("j");
        await Expect(mail.MessageFrame.GetByText("Older words")).ToBeVisibleAsync();
        await mail.MessageFrame.GetByText("Older words").ClickAsync();
        await mail.Page.Keyboard.PressAsync("k");
        await Expect(mail.MessageFrame.GetByText("Newer words")).ToBeVisibleAsync();
        await mail.MessageFrame.GetByText("Newer words").ClickAsync();
        await mail.Page.Keyboard.PressAsync("e");
        await Expect(mail.Row("Newer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Words_of_the_frame_are_copied()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Copy", "<p>Copy these words</p>"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Copy");
        await mail.MessageFrame.GetByText("Copy these words").ClickAsync(new LocatorClickOptions { ClickCount = 3 });
        await mail.Page.Keyboard.PressAsync("Control+c");
        await session.Context.GrantPermissionsAsync(["clipboard-read"]);
        await mail.Reading.Locator("read-scroll").FocusAsync();
        Assert.Equal("Copy these words", (await mail.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Trim());
    }

    [Fact]
    public async Task A_long_message_is_as_high_as_its_words_and_scrolls_with_the_pane_alone()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Long", string.Concat(Enumerable.Range(1, 300).Select(line => $"<p>Line {line}</p>"))), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Long");
        await Expect(mail.MessageFrame.GetByText("Line 300", new() { Exact = true })).ToBeVisibleAsync();
        ILocator inside = mail.MessageFrame.Locator("html");
        Assert.True(await inside.EvaluateAsync<bool>("root => root.scrollHeight <= innerHeight"), "the frame has a scrollbar of its own");
        Assert.True(await inside.EvaluateAsync<bool>("root => innerHeight > 6000"));
        await mail.MessageFrame.GetByText("Line 300", new() { Exact = true }).ScrollIntoViewIfNeededAsync();
        Assert.True(await mail.Reading.Locator("read-scroll").EvaluateAsync<bool>("pane => pane.scrollTop > 4000"));
        Assert.True(await mail.Page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task On_a_narrow_screen_a_wide_table_scrolls_sideways_inside_its_frame(string theme)
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Wide", Wide + "<p>" + string.Concat(Enumerable.Repeat("Words that wrap at any width. ", 12)) + "</p>"), Ct);
        await using BrowserSession session = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await mail.OpenAsync("Wide");
        await Expect(mail.MessageFrame.GetByText("Left words")).ToBeVisibleAsync();
        Assert.True(await mail.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
        Assert.True(await mail.MessageFrame.GetByText("Words that wrap").EvaluateAsync<bool>("words => words.getBoundingClientRect().width <= innerWidth"), "plain words do not wrap at the screen");
        Assert.True(await mail.MessageFrame.Locator("html").EvaluateAsync<bool>("root => { scrollTo(500, 0); return scrollX > 100 && scrollY === 0; }"), "the table can't be reached");
        await Screenshots.SaveAsync(mail.Page, "frame-narrow-" + theme);
    }

    [Fact]
    public async Task On_a_narrow_screen_fixed_widths_give_way_where_the_words_can_wrap()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Fixed", Fixed), Ct);
        await using BrowserSession session = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await mail.OpenAsync("Fixed");
        await Expect(mail.MessageFrame.GetByText("Left words")).ToBeVisibleAsync();
        Assert.True(await mail.MessageFrame.Locator("html").EvaluateAsync<bool>("root => root.scrollWidth <= innerWidth"), "it scrolls sideways");
    }

    [Fact]
    public async Task On_paper_the_message_is_whole_and_alone()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Paper", string.Concat(Enumerable.Range(1, 160).Select(line => $"<p>Line {line}</p>"))), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Paper");
        await Expect(mail.MessageFrame.GetByText("Line 160", new() { Exact = true })).ToBeVisibleAsync();
        await mail.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (string chrome in (string[])[".side-nav", ".top-bar", ".list-pane", ".read-bar"]) await Expect(mail.Page.Locator(chrome).First).ToBeHiddenAsync();
        byte[] paper = await mail.Page.PdfAsync(new PagePdfOptions { Format = "A4", Path = Path.Combine(AppContext.BaseDirectory, "TestResults", "screenshots", "paper.pdf") });
        int pages = System.Text.Encoding.Latin1.GetString(paper).Split("/Type /Page\n").Length - 1;
        Assert.InRange(pages, 4, 9);
    }

    private static byte[] Message(string subject, string html) => new MessageDraft
    {
        From = Person.Marcus,
        To = [Person.Noor],
        Subject = subject,
        Date = Newest,
        MessageId = $"{Guid.NewGuid():N}@test",
        Body = Part.Html(html),
    }.ToBytes();
}
