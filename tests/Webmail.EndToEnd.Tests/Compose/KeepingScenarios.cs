using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>Nothing that was written is lost: not by a reload, not by a lost connection, not by a second tab.</summary>
public sealed class KeepingScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    /// <summary>All that the device keeps of what is being written.</summary>
    private static Task<string> JournalAsync(IPage page) =>
        page.EvaluateAsync<string>("async () => JSON.stringify(await (await import('/js/compose/journal.js')).all(document.body.dataset.account))");

    [Fact]
    public async Task Signing_out_saves_what_was_written_and_leaves_nothing_of_it_on_the_device()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("marcus@tidewater.test", "Before I go", "One more thing");
        await mail.Page.Locator("form[action$='/sign-out']").EvaluateAsync("form => form.requestSubmit()");
        await Expect(mail.Page).ToHaveURLAsync(new Regex("/sign-in", RegexOptions.None, TimeSpan.FromSeconds(1)));
        string kept = await mail.Page.EvaluateAsync<string>("""
            () => new Promise((resolve, reject) => {
              const asked = indexedDB.open('webmail-compose');
              asked.onerror = () => reject(asked.error);
              asked.onsuccess = () => {
                const all = asked.result.transaction('drafts').objectStore('drafts').getAll();
                all.onsuccess = () => resolve(JSON.stringify(all.result));
              };
            })
            """);
        Assert.Equal("[]", kept);
        string drafts = Path.Combine(webmail.Dovecot.MaildirOf(user), ".Drafts");
        string draft = Assert.Single(new[] { "cur", "new" }.SelectMany(part => Directory.GetFiles(Path.Combine(drafts, part))));
        Assert.Contains("One more thing", await File.ReadAllTextAsync(draft, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_in_the_middle_of_typing_loses_nothing()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        // The server never gets it: what comes back is the journal's.
        await mail.Page.RouteAsync("**/compose/*/drafts/**", route => route.AbortAsync());
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("marcus@tidewater.test", "Half a thought", "It began with the ");
        await mail.Page.Keyboard.TypeAsync("harbour");
        await Eventually.TrueAsync(async _ => (await JournalAsync(mail.Page)).Contains("harbour", StringComparison.Ordinal), "the device keeps what was typed", Ct);
        await mail.Page.ReloadAsync();
        await Expect(compose.Subject).ToHaveValueAsync("Half a thought");
        await Expect(compose.Text).ToContainTextAsync("It began with the harbour");
        await Expect(compose.Chips()).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Typing_goes_on_without_a_connection_and_is_saved_when_it_is_back()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("marcus@tidewater.test", "On the ferry", "Before the tunnel. ");
        await session.Context.SetOfflineAsync(true);
        await mail.Page.EvaluateAsync("() => Blazor._internal?.forceCloseConnection?.()");
        await mail.Page.Keyboard.TypeAsync("In the tunnel.");
        await Expect(compose.Saved).ToContainTextAsync("Kept on this device");
        await Expect(compose.Text).ToContainTextAsync("Before the tunnel. In the tunnel.");
        await session.Context.SetOfflineAsync(false);
        await compose.SavedAsync();
        await mail.Page.Keyboard.PressAsync("Escape");
        await Expect(compose.Windows).ToHaveCountAsync(0);
        Assert.Equal(0, await mail.Page.EvaluateAsync<int>("async () => (await (await import('/js/compose/journal.js')).all(document.body.dataset.account)).length"));
    }

    [Fact]
    public async Task A_saved_draft_opens_complete_from_its_row()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("marcus@tidewater.test", "For later", "A line, and ");
        await mail.Page.Keyboard.PressAsync("Control+b");
        await mail.Page.Keyboard.TypeAsync("a bold one");
        await compose.AttachAsync("notes.txt", "notes"u8.ToArray());
        await Expect(compose.Files).ToHaveCountAsync(1);
        await mail.Page.Keyboard.PressAsync("Escape");
        await Expect(compose.Windows).ToHaveCountAsync(0);
        await mail.Folder("Drafts").ClickAsync();
        await mail.Row("For later").Locator(".row-link").ClickAsync();
        await compose.ReadyAsync();
        await Expect(compose.Subject).ToHaveValueAsync("For later");
        await Expect(compose.Text.Locator("b, strong")).ToHaveTextAsync("a bold one");
        await Expect(compose.Files).ToContainTextAsync("notes.txt");
        await Expect(compose.Chips()).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_same_draft_in_two_tabs_stays_one()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("marcus@tidewater.test", "Only one", "From the first tab.");
        await compose.SavedAsync();

        IPage tab = await session.NewTabAsync();
        await tab.GotoAsync("mail");
        var second = new MailScreen(tab);
        await second.ReadyAsync();
        await second.Folder("Drafts").ClickAsync();
        await second.Row("Only one").Locator(".row-link").ClickAsync();
        var other = new ComposeScreen(tab);
        await tab.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Write here" }).ClickAsync();
        await other.ReadyAsync();
        await Expect(other.Text).ToContainTextAsync("From the first tab.");
        await Expect(compose.Windows).ToHaveCountAsync(0);
        await other.Text.ClickAsync();
        await tab.Keyboard.PressAsync("Control+End");
        await tab.Keyboard.TypeAsync(" And the second.");
        await other.SavedAsync();
        await Expect(second.Row("Only one")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_upload_that_was_cut_goes_on_where_it_was_after_a_reload()
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        const int size = 3_500_000;
        var cut = true;
        var offsets = new List<string>();
        await mail.Page.RouteAsync("**/files/*?offset=*", async route =>
        {
            string offset = new Uri(route.Request.Url).Query;
            if (cut && !offset.EndsWith("=0", StringComparison.Ordinal))
            {
                await route.AbortAsync();
                return;
            }

            lock (offsets) offsets.Add(offset);
            await route.ContinueAsync();
        });
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("marcus@tidewater.test", "Big one", "Here it is.");
        await compose.AttachAsync("chart.bin", new byte[size]);
        await Expect(compose.Files).ToContainTextAsync("waiting for the connection");
        await compose.SavedAsync();
        cut = false;
        await mail.Page.ReloadAsync();
        await Expect(compose.Files.Locator("[role=progressbar]")).ToBeHiddenAsync();
        await Expect(compose.Files).ToContainTextAsync("3.5 MB");
        Assert.Single(offsets, offset => offset == "?offset=0");
    }
}
