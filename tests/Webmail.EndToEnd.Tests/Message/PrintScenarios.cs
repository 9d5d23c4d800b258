using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.Html.Tests;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>Messages on paper. The papers are kept beside the screenshots, to be looked at.</summary>
public sealed class PrintScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestResults", "screenshots");

    [Fact]
    public async Task Ctrl_P_prints_the_whole_of_a_long_text_and_light_in_the_dark_theme()
    {
        var (webmail, user) = await UserWithAsync();
        string text = string.Concat(Enumerable.Range(1, 900).Select(line => $"Line {line} of the harbour log, with its wind and its water.\n"));
        await webmail.Dovecot.DeliverAsync(user, Message("Harbour log", Part.Text(text)), Ct);
        await using BrowserSession session = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark, ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        MailScreen mail = await (await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password)).ReadyAsync();
        await mail.OpenAsync("Harbour log");
        await Expect(mail.Reading.Locator("[data-print]").First).ToBeVisibleAsync();
        await mail.Reading.Locator("read-scroll").FocusAsync();
        IPage paper = await session.Context.RunAndWaitForPageAsync(() => mail.Page.Keyboard.PressAsync("Control+p"));
        await Expect(paper.GetByText("Line 900 of")).ToBeAttachedAsync();
        Assert.Equal("rgb(255, 255, 255)", await paper.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor"));
        Assert.InRange(await PagesAsync(paper, "paper-text"), 14, 24);
    }

    [Fact]
    public async Task A_newsletter_is_printed_as_it_looks_with_the_pictures_that_are_shown()
    {
        var (webmail, user) = await UserWithAsync();
        string html = $"<style>h1{{color:#900}} .x td{{padding:9px}}</style><table class=x width=600 bgcolor=#eef3f5><tr><td><h1>Salt Marsh Letter</h1><p>Eelgrass.</p><img src=\"{webmail.Pictures.Url("print-chart.png")}\" width=300 height=100 alt=Chart></td></tr></table>";
        await webmail.Dovecot.DeliverAsync(user, Message("Salt Marsh Letter", Part.Html(html)), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Salt Marsh Letter");
        await Expect(mail.Reading.Locator("[data-show=show-once]")).ToBeVisibleAsync();
        IPage blocked = await session.Context.RunAndWaitForPageAsync(() => mail.Reading.Locator(".read-bar [data-print]").ClickAsync());
        await Expect(blocked.Locator("h1", new() { HasText = "Salt Marsh" }).First).ToBeVisibleAsync();
        await PagesAsync(blocked, "paper-blocked");
        Assert.Empty(webmail.Pictures.AskedFor("print-chart"));
        await blocked.CloseAsync();
        await mail.Reading.Locator("[data-show=show-once]").ClickAsync();
        await PaintedPicture.SeenOnAsync(mail.Paper, Ct);
        IPage paper = await session.Context.RunAndWaitForPageAsync(() => mail.Reading.Locator(".read-bar [data-print]").ClickAsync());
        await Expect(paper.Locator("img[alt=Chart]")).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await paper.Locator("img[alt=Chart]").EvaluateAsync<bool>("image => image.naturalWidth > 0"));
        Assert.Equal("rgb(153, 0, 0)", await paper.Locator(".mail-root h1").EvaluateAsync<string>("words => getComputedStyle(words).color"));
        Assert.Equal("null", await paper.EvaluateAsync<string>("() => origin"));
        Assert.Equal(1, await PagesAsync(paper, "paper-newsletter"));
    }

    [Fact]
    public async Task A_conversation_is_printed_whole_each_message_in_its_own_style()
    {
        var (webmail, user) = await UserWithAsync();
        foreach (int number in (int[])[1, 2, 3])
            await webmail.Dovecot.DeliverAsync(user, Message($"{(number > 1 ? "Re: " : "")}Pilot", Part.Html($"<style>p{{color:rgb({number},0,0)}}</style><p>Words of message {number}</p>"), $"pilot{number}@test", number > 1 ? "pilot1@test" : null), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Pilot");
        ILocator all = mail.Reading.Locator(".thread-end a");
        await Expect(all).ToBeVisibleAsync();
        IPage paper = await session.Context.RunAndWaitForPageAsync(() => all.ClickAsync());
        foreach (int number in (int[])[1, 2, 3])
            Assert.Equal($"rgb({number}, 0, 0)", await paper.GetByText($"Words of message {number}").EvaluateAsync<string>("words => getComputedStyle(words).color"));
        Assert.Equal(1, await PagesAsync(paper, "paper-conversation"));
    }

    [Fact]
    public async Task A_real_newsletter_is_not_cut_at_the_edge()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Newsletter", Part.Html(HtmlCorpus.Newsletter)), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Newsletter");
        IPage paper = await session.Context.RunAndWaitForPageAsync(() => mail.Reading.Locator(".read-bar [data-print]").ClickAsync());
        await Expect(paper.Locator(".mail-root")).ToBeVisibleAsync();
        await paper.SetViewportSizeAsync(680, 900);
        await paper.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        int over = await paper.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        await PagesAsync(paper, "paper-corpus");
        // A browser prints a page smaller that is up to a quarter wider than the paper.
        Assert.InRange(over, -680, 680 / 4);
    }

    private static async Task<int> PagesAsync(IPage page, string name)
    {
        byte[] paper = await page.PdfAsync(new PagePdfOptions { Format = "A4", Path = Path.Combine(Folder, name + ".pdf"), PreferCSSPageSize = true });
        return System.Text.Encoding.Latin1.GetString(paper).Split("/Type /Page\n").Length - 1;
    }

    private static byte[] Message(string subject, Part body, string? id = null, string? answers = null) => new MessageDraft
    {
        From = Person.Marcus,
        To = [Person.Noor],
        Subject = subject,
        Date = Newest,
        MessageId = id ?? $"{Guid.NewGuid():N}@test",
        References = answers is null ? [] : [answers],
        Body = body,
    }.ToBytes();
}
