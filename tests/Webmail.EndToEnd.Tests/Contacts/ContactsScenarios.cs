using System.Globalization;
using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Compose;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Contacts;

/// <summary>The address book's page, as a person uses it.</summary>
public sealed class ContactsScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const string Hostile = "<img src=x onerror=window.pwned=1>";

    private static readonly string[] Names = ["Aiko Tanabe", "Anneliese Brandt-Zimmermann von Hohenfels", "Dov Ben-Ami", "Emeka Obi", "Ines Okafor", "Marcus Lindqvist", "Marta Vilela", "Ödön Ötvös", "ليلى المصري"];

    [Fact]
    public async Task Somebody_is_added_found_changed_deleted_and_comes_back()
    {
        var (session, page) = await OpenAsync();
        await using var _ = session;
        await page.GetByLabel("New contact").ClickAsync();
        await page.GetByLabel("Name", Exactly).FillAsync("Ines Okafor");
        await page.Locator("[name=address]").FillAsync("not an address");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".contact-form .error")).ToContainTextAsync("not an address");
        await page.Locator("[name=address]").FillAsync("ines@example.org");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".contact-card h1")).ToHaveTextAsync("Ines Okafor");
        await page.Locator(".contact-find input").FillAsync("okaf");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await page.Locator(".contact-find input").PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("F2");
        await page.GetByLabel("Organisation").FillAsync("Tidewater");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(Rows(page)).ToContainTextAsync("Tidewater");
        await Rows(page).First.FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(Rows(page)).ToHaveCountAsync(0);
        await page.Locator(".compose-toasts [data-toast=undo]").ClickAsync();
        await Expect(page.Locator(".contact-card h1")).ToHaveTextAsync("Ines Okafor");
        await page.Locator(".contact-card .btn.primary").ClickAsync();
        var compose = new ComposeScreen(page);
        await compose.ReadyAsync();
        await Expect(compose.Chips()).ToContainTextAsync("ines@example.org");
    }

    [Fact]
    public async Task A_file_of_hundreds_is_taken_in_and_nothing_of_it_is_markup()
    {
        var (session, page) = await OpenAsync();
        await using var _ = session;
        var text = new StringBuilder();
        for (var i = 0; i < 400; i++) text.Append(CultureInfo.InvariantCulture, $"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {i:000}\r\nEMAIL:p{i}@example.org\r\nEND:VCARD\r\n");
        text.Append(CultureInfo.InvariantCulture, $"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zoe {Hostile}\r\nORG:{Hostile}\r\nNOTE:{Hostile}\r\nURL:javascript:window.pwned=1\r\nTEL:{Hostile}\r\nCATEGORIES:{Hostile}\r\nEMAIL:zoe@example.org\r\nEND:VCARD\r\n");
        await ImportAsync(page, text.ToString());
        await Expect(page.Locator(".compose-toasts")).ToContainTextAsync("401 added");
        await Expect(page.Locator(".list-head h1")).ToContainTextAsync("401 people, 1 group");
        Assert.InRange(await Rows(page).CountAsync(), 5, 60);
        await page.Locator(".contact-book .message-list").EvaluateAsync("list => { list.scrollTop = list.scrollHeight; }");
        await Rows(page).Filter(new LocatorFilterOptions { HasText = "Zoe" }).ClickAsync();
        await Expect(page.Locator(".contact-card")).ToContainTextAsync("javascript:window.pwned=1");
        await page.GetByLabel("Edit Zoe").ClickAsync();
        await Expect(page.Locator(".contact-form textarea")).ToHaveValueAsync(Hostile);
        Assert.Equal(0, await page.Locator(".contact-book img, .contact-book [onerror], .contact-book a[href^=javascript]").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("() => 'pwned' in window"));
    }

    [Fact]
    public async Task Keys_go_through_the_list_and_back_from_the_card()
    {
        var (session, page) = await OpenAsync();
        await using var _ = session;
        await ImportAsync(page, Cards(Names));
        await Expect(Rows(page)).ToHaveCountAsync(Names.Length + 1);
        await Rows(page).First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".contact-row:focus")).ToContainTextAsync("Board");
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator(".contact-row:focus")).ToContainTextAsync("ليلى");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".contact-card h1")).ToContainTextAsync("ليلى");
        await page.ReloadAsync();
        await Expect(page.Locator(".contact-card h1")).ToContainTextAsync("ليلى");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator(".contact-find input")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task List_card_and_form_are_accessible(ColorScheme theme, int width)
    {
        var (session, page) = await OpenAsync(new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = width == 390 ? 844 : 900 }, ReducedMotion = ReducedMotion.Reduce });
        await using var _ = session;
        await Expect(page.Locator(".contact-state")).ToContainTextAsync("No contacts yet");
        await AssertCleanAsync(page);
        await Screenshots.SaveAsync(page, $"contacts-empty-{theme}-{width}");
        await ImportAsync(page, Cards(Names));
        await Expect(Rows(page)).ToHaveCountAsync(Names.Length + 1);
        await page.EvaluateAsync("() => document.querySelector('.compose-toasts')?.replaceChildren()");
        await AssertCleanAsync(page);
        await Screenshots.SaveAsync(page, $"contacts-list-{theme}-{width}");
        await Rows(page).Filter(new LocatorFilterOptions { HasText = "Ines" }).ClickAsync();
        await Expect(page.Locator(".contact-card h1")).ToHaveTextAsync("Ines Okafor");
        await AssertCleanAsync(page);
        await Screenshots.SaveAsync(page, $"contacts-card-{theme}-{width}");
        await page.GetByLabel("Edit Ines").ClickAsync();
        await Expect(page.Locator(".contact-form")).ToBeVisibleAsync();
        await AssertCleanAsync(page);
        await Screenshots.SaveAsync(page, $"contacts-form-{theme}-{width}");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".contact-card [data-open]").First.ClickAsync();
        await Expect(page.Locator(".contact-card h1")).ToHaveTextAsync("Board");
        await AssertCleanAsync(page);
        await Screenshots.SaveAsync(page, $"contacts-group-{theme}-{width}");
    }

    private static readonly PageGetByLabelOptions Exactly = new() { Exact = true };

    private static ILocator Rows(IPage page) => page.Locator(".contact-book .contact-row");

    private static string Cards(IEnumerable<string> names) => string.Concat(names.Select((name, i) => string.Create(CultureInfo.InvariantCulture,
        $"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nTITLE:Pilot lead\r\nORG:Tidewater\r\nEMAIL;TYPE=work:p{i}@tidewater.test\r\nEMAIL;TYPE=home:p{i}@example.org\r\nTEL;TYPE=cell:+00 555 0142\r\nADR:;;East Quay 4;Harbour;;;\r\nNOTE:Prefers calls before nine.\r\nCATEGORIES:Board\r\nEND:VCARD\r\n")));

    private static Task ImportAsync(IPage page, string cards) =>
        page.Locator(".contact-book input[type=file]").SetInputFilesAsync(new FilePayload { Name = "people.vcf", MimeType = "text/vcard", Buffer = Encoding.UTF8.GetBytes(cards) });

    private async Task<(BrowserSession Session, IPage Page)> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var (webmail, user) = await UserWithAsync("Hello");
        BrowserSession session = await Browser.OpenAsync(webmail.Address, options);
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await mail.Page.GotoAsync("contacts");
        await mail.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(mail.Page.Locator(".contact-book .list-head h1")).ToContainTextAsync("people");
        return (session, mail.Page);
    }

    private static async Task AssertCleanAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(found => $"{found.Id}: {found.Help}\n    {string.Join("\n    ", found.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
