using System.Globalization;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>A table of thousands of rows is on show with its first rows, and every row of it can be had.</summary>
public sealed class LongMailScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const int Rows = 8_000;

    // Numbers only: nothing says which way they run.
    private static readonly string Table = "<table border=1>" + string.Concat(Enumerable.Range(1, Rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"<tr><td>{row}</td><td>{row * 7}</td><td>{row * 13}</td></tr>"))) + "</table>";

    [Fact]
    public async Task The_end_of_a_long_table_comes_as_one_scrolls_to_it()
    {
        var (session, mail) = await OpenTableAsync();
        await using var _ = session;
        ILocator pane = mail.Reading.Locator("read-scroll");
        // Each time the end comes near there is more of it, until there is none.
        await Eventually.TrueAsync(async _ =>
        {
            await pane.EvaluateAsync("pane => { pane.scrollTop = pane.scrollHeight; }");
            return await Cell(mail, Rows).IsVisibleAsync();
        }, "the last row", Ct, TimeSpan.FromSeconds(60));
        Assert.True(await mail.MessageFrame.Locator("html").EvaluateAsync<bool>("root => root.scrollHeight <= innerHeight"), "the frame has a scrollbar of its own");
    }

    [Fact]
    public async Task Who_looks_for_words_looks_through_all_of_it()
    {
        var (session, mail) = await OpenTableAsync();
        await using var _ = session;
        Assert.False(await Cell(mail, Rows).IsVisibleAsync());
        await mail.Reading.Locator("read-scroll").FocusAsync();
        await mail.Page.Keyboard.PressAsync("Control+f");
        await Expect(Cell(mail, Rows)).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Pictures_kept_out_are_quiet_boxes_far_down_too()
    {
        string pictures = string.Concat(Enumerable.Range(1, 400).Select(at => string.Create(CultureInfo.InvariantCulture, $"<div><img src=\"https://pictures.example/{at}.png\" width=300 height=40 alt=\"Picture {at}\"></div>")));
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Mail("Pictures", Part.Html(pictures)), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Pictures");
        ILocator last = mail.MessageFrame.GetByRole(AriaRole.Img, new() { Name = "Picture 400", Exact = true });
        await Expect(last).ToHaveTextAsync("Picture 400");
        await Expect(mail.MessageFrame.Locator("img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_looks_for_words_of_a_long_text_finds_its_end_and_what_was_folded()
    {
        string text = string.Join("\r\n\r\n", Enumerable.Range(1, 4_000).Select(line => string.Create(CultureInfo.InvariantCulture, $"Paragraph {line}"))) + "\r\n\r\nMarcus wrote:\r\n" + string.Concat(Enumerable.Repeat("> quoted\r\n", 20)) + "> folded words\r\n";
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Mail("Text", Part.Text(text)), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Text");
        await Expect(mail.Reading.GetByText("Paragraph 1", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(mail.Reading.GetByText("folded words")).ToHaveCountAsync(0);
        await mail.Reading.Locator("read-scroll").FocusAsync();
        await mail.Page.Keyboard.PressAsync("Control+f");
        await Expect(mail.Reading.GetByText("Paragraph 4000", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(mail.Reading.GetByText("folded words")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_looks_for_words_in_a_designed_mail_finds_the_folded_quote()
    {
        string quote = string.Concat(Enumerable.Repeat("<p>The tide came in over the flats and went out again.</p>", 8));
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Mail("Answer", Part.Html("<p>My answer</p><blockquote>" + quote + "<p>folded words</p></blockquote>")), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Answer");
        await Expect(mail.MessageFrame.GetByText("My answer")).ToBeVisibleAsync();
        await Expect(mail.MessageFrame.GetByText("folded words")).ToBeHiddenAsync();
        await mail.Reading.Locator("read-scroll").FocusAsync();
        await mail.Page.Keyboard.PressAsync("F3");
        await Expect(mail.MessageFrame.GetByText("folded words")).ToBeVisibleAsync();
    }

    private async Task<(BrowserSession Session, MailScreen Mail)> OpenTableAsync()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Mail("Table", Part.Html(Table)), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await mail.OpenAsync("Table");
        await Expect(Cell(mail, 1)).ToBeVisibleAsync();
        return (session, mail);
    }

    private static ILocator Cell(MailScreen mail, int row) => mail.MessageFrame.Locator($"tr:nth-child({row.ToString(CultureInfo.InvariantCulture)}) > td:first-child");

    private static byte[] Mail(string subject, Part body) => new MessageDraft { From = Person.Marcus, To = [Person.Noor], Subject = subject, Date = DateTimeOffset.UnixEpoch.AddYears(56), MessageId = $"{subject}@test", Body = body }.ToBytes();
}
