using System.Text;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>From the key that opens a composer to the message in the other mailbox, over real servers.</summary>
public sealed class WritingScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const float DeliveryPatience = 60_000;

    [Fact]
    public async Task What_is_written_arrives_and_lies_in_Sent()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        string other = webmail.Dovecot.NewUser("marcus");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync(other, "Tide tables", "High water at noon.");
        await compose.SendAsync();
        await Expect(compose.Toast).ToContainTextAsync("Sending");

        await using var reader = await Browser.OpenAsync(webmail.Address);
        MailScreen theirs = await MailScreen.SignInAsync(reader.Page, other, webmail.Dovecot.Password);
        await theirs.ReadyAsync();
        await Expect(theirs.Row("Tide tables").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = DeliveryPatience });
        await theirs.OpenAsync("Tide tables");
        await Expect(theirs.MessageFrame.Locator("body")).ToContainTextAsync("High water at noon.");
        await mail.Folder("Sent").ClickAsync();
        await Expect(mail.Row("Tide tables").First).ToBeVisibleAsync();
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task What_is_taken_back_is_open_again_and_goes_nowhere()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        string other = webmail.Dovecot.NewUser("marcus");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync(other, "Too early", "Not yet.");
        await compose.SendAsync();
        await compose.Toast.Locator("[data-toast=undo]").ClickAsync();
        await Expect(compose.Subject).ToHaveValueAsync("Too early");
        await Expect(compose.Text).ToContainTextAsync("Not yet.");
        string outbox = await mail.Page.EvaluateAsync<string>("async () => (await fetch(`/compose/${document.body.dataset.account}/outbox`)).text()");
        Assert.Equal("[]", outbox);
    }

    [Fact]
    public async Task Reply_all_goes_to_everyone_but_oneself_with_the_quote()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Encoding.UTF8.GetBytes($"From: Ines Okafor <ines@example.test>\r\nTo: {user}, Aiko <aiko@example.test>\r\nCc: dov@example.test\r\nSubject: Route\r\nMessage-ID: <1@example.test>\r\n\r\nEast or west?\r\n"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Route");
        await Expect(mail.Page.Locator(".reading-pane[data-uid]")).ToBeVisibleAsync();
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page, "a");
        await Expect(compose.Subject).ToHaveValueAsync("Re: Route");
        string[] all = [.. await compose.Chips().AllInnerTextsAsync(), .. await compose.Chips("cc").AllInnerTextsAsync()];
        Assert.Equal(3, all.Length);
        Assert.DoesNotContain(all, chip => chip.Contains(user, StringComparison.OrdinalIgnoreCase));
        await mail.Page.Locator("[data-do=quote]").ClickAsync();
        await Expect(compose.Text.Locator("blockquote").First).ToContainTextAsync("East or west?");
    }

    [Fact]
    public async Task Only_what_is_marked_is_quoted()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Encoding.UTF8.GetBytes($"From: Ines <ines@example.test>\r\nTo: {user}\r\nSubject: Marked\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p id=one>First part.</p><p id=two>Second part.</p>\r\n"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Marked");
        await mail.MessageFrame.GetByText("Second part.").EvaluateAsync("node => getSelection().selectAllChildren(node)");
        await mail.Page.WaitForFunctionAsync("() => document.querySelector('mail-frame').selected.includes('Second')");
        await mail.Reading.Locator(".quick-reply [data-compose=reply]").Last.ClickAsync();
        var compose = new ComposeScreen(mail.Page);
        await compose.ReadyAsync();
        await mail.Page.Locator("[data-do=quote]").ClickAsync();
        await Expect(compose.Text).ToContainTextAsync("Second part.");
        await Expect(compose.Text).Not.ToContainTextAsync("First part.");
    }

    [Fact]
    public async Task A_promised_attachment_is_asked_for_before_sending()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync(user, "Survey", "The survey is attached.");
        await mail.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(mail.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("is attached");
        await mail.Page.Keyboard.PressAsync("Escape");
        await Expect(compose.Windows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_shell_stands_at_once_and_typing_before_the_answer_stays()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        var asked = new TaskCompletionSource();
        await mail.Page.RouteAsync("**/compose/*/open", async route =>
        {
            await asked.Task;
            await route.ContinueAsync();
        });
        await mail.Page.Keyboard.PressAsync("c");
        var compose = new ComposeScreen(mail.Page);
        await compose.WriteAsync("early@example.test", "Early", "Typed before the server spoke.");
        asked.SetResult();
        await compose.ReadyAsync();
        await Expect(compose.Subject).ToHaveValueAsync("Early");
        await Expect(compose.Text).ToContainTextAsync("Typed before the server spoke.");
        await Expect(compose.Chips()).ToHaveCountAsync(1);
    }
}
