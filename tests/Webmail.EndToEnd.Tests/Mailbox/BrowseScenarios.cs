using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Mailbox;

public sealed class BrowseScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const int BigFolder = 100_000;

    // Milliseconds. Dovecot reads a folder of this size anew from a disk that other tests write to.
    private const float BigFolderPatience = 120_000;

    [Fact]
    public async Task Special_folders_come_first_and_nested_ones_open()
    {
        var (webmail, user) = await UserWithGeneratedMailAsync();
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        var names = await mail.Page.Locator(".side-nav .nav-item .name").AllInnerTextsAsync();
        Assert.Equal("Inbox", names[0]);
        await mail.Folder("Sent").ClickAsync();
        await Expect(mail.Page.Locator("#list-title")).ToContainTextAsync("Sent");
        await Expect(mail.Rows.First).ToBeVisibleAsync();
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task The_address_of_a_folder_survives_reload_and_back()
    {
        var (webmail, user) = await UserWithGeneratedMailAsync();
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        string inbox = mail.Page.Url;
        await mail.Folder("Junk").ClickAsync();
        await Expect(mail.Page.Locator("#list-title")).ToContainTextAsync("Junk");
        await mail.Page.ReloadAsync();
        await Expect(mail.Page.Locator("#list-title")).ToContainTextAsync("Junk");
        await mail.Page.GoBackAsync();
        await Expect(mail.Page.Locator("#list-title")).ToContainTextAsync("Inbox");
        Assert.Equal(new Uri(inbox).AbsolutePath.Split('/')[1], new Uri(mail.Page.Url).AbsolutePath.Split('/')[1]);
    }

    [Fact]
    public async Task The_middle_of_a_hundred_thousand_messages_is_one_jump_away()
    {
        var (webmail, user) = await UserWithAsync();
        await BulkFolder.WriteAsync(webmail.Dovecot.MaildirOf(user), "Big", BigFolder, Newest, Ct);
        await webmail.Dovecot.OwnMailAsync(user, Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.Folder("Big").ClickAsync(new LocatorClickOptions { Timeout = BigFolderPatience });
        var patient = new LocatorAssertionsToBeVisibleOptions { Timeout = BigFolderPatience };
        await Expect(mail.Row($"Reading {BigFolder} of")).ToBeVisibleAsync(patient);

        await mail.List.EvaluateAsync("list => list.scrollTop = list.scrollHeight / 2");
        await Expect(mail.Rows.Filter(new LocatorFilterOptions { HasTextRegex = new Regex("Reading [45]\\d{4} of", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First).ToBeVisibleAsync(patient);
        await mail.List.EvaluateAsync("list => list.scrollTop = list.scrollHeight");
        await Expect(mail.Row("Reading 1 of")).ToBeVisibleAsync(patient);
    }

    [Fact]
    public async Task The_keyboard_alone_moves_opens_flags_archives_and_takes_back()
    {
        var (webmail, user) = await UserWithAsync("Oldest", "Middle", "Newest");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await Expect(mail.Row("Newest")).ToBeVisibleAsync();
        await mail.Page.Keyboard.PressAsync("j");
        await mail.Page.Keyboard.PressAsync("j");
        await mail.Page.Keyboard.PressAsync("Enter");
        await Expect(mail.Reading).ToContainTextAsync("Middle");
        await mail.Page.Keyboard.PressAsync("s");
        await Expect(mail.FlaggedRow("Middle")).ToBeVisibleAsync();
        await mail.Page.Keyboard.PressAsync("e");
        await Expect(mail.Row("Middle")).ToHaveCountAsync(0);
        await Expect(mail.Toast.GetByText("Archived")).ToBeVisibleAsync();
        await mail.Page.Keyboard.PressAsync("z");
        await Expect(mail.Row("Middle")).ToBeVisibleAsync();
        await mail.Page.Keyboard.PressAsync("?");
        await Expect(mail.Page.Locator("#shortcuts")).ToBeVisibleAsync();
        await mail.Page.Keyboard.PressAsync("Escape");
        await Expect(mail.Page.Locator("#shortcuts")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Delete_moves_to_the_trash()
    {
        var (webmail, user) = await UserWithAsync("Keep me", "Throw me away");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Throw me away");
        await mail.Page.Keyboard.PressAsync("#");
        await Expect(mail.Row("Throw me away")).ToHaveCountAsync(0);
        await mail.Folder("Trash").ClickAsync();
        await Expect(mail.Row("Throw me away")).ToBeVisibleAsync();
    }
}
