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

    private async Task<(BrowserSession Session, MailScreen Mail)> OpenTableAsync()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Mail(), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await mail.OpenAsync("Table");
        await Expect(Cell(mail, 1)).ToBeVisibleAsync();
        return (session, mail);
    }

    private static ILocator Cell(MailScreen mail, int row) => mail.MessageFrame.Locator($"tr:nth-child({row.ToString(CultureInfo.InvariantCulture)}) > td:first-child");

    private static byte[] Mail() => new MessageDraft { From = Person.Marcus, To = [Person.Noor], Subject = "Table", Date = DateTimeOffset.UnixEpoch.AddYears(56), MessageId = "table@test", Body = Part.Html(Table) }.ToBytes();
}
