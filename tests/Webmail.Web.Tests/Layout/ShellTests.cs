using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail.Accounts;
using Webmail.Mail.Folders;
using Webmail.Mail.Sessions;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Layout;
using Webmail.Web.Components.Mailbox;
using Webmail.Web.Components.Settings;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Layout;

public sealed class ShellTests : UiTest
{
    [Fact]
    public async Task Special_folders_come_first_and_the_current_one_is_marked()
    {
        var nav = await SideAsync();
        var names = nav.FindAll(".nav-item .name").Select(name => name.TextContent).ToList();
        Assert.Equal(["Inbox", "Drafts", "Sent", "Archive", "Junk", "Trash", "Projects"], names.Take(7));
        Assert.Equal("Inbox", nav.Find("[aria-current=page] .name").TextContent);
    }

    [Fact]
    public async Task The_shell_has_the_name_of_the_tenant()
    {
        Tenants.Tenants.Add(new TenantOptions { Name = "default", Branding = new() { Name = "Harbour Post" } });
        Assert.StartsWith("Harbour Post", (await SideAsync()).Find(".brand .account").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_stop_at_999_and_the_title_has_the_exact_one()
    {
        var junk = (await SideAsync()).Find("[data-role=junk]");
        Assert.StartsWith("999+", junk.QuerySelector(".count")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("284", junk.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sub_folders_are_nested_lists_with_a_disclosure_button()
    {
        var nav = await SideAsync();
        Assert.Equal("Harbour pilot", nav.Find("ul ul .name").TextContent);
        Assert.Equal("true", nav.Find(".twist").GetAttribute("aria-expanded"));
        Assert.NotNull(nav.Find("li.depth-3"));
    }

    [Fact]
    public async Task Folded_folders_stay_folded_on_this_device()
    {
        Services.GetRequiredService<CurrentDevice>().Use($"folds={DeviceSettings.FoldKey("Projects")}", null);
        var nav = await SideAsync();
        Assert.Equal("false", nav.Find(".twist").GetAttribute("aria-expanded"));
        Assert.True(nav.Find(".nav-fold + ul").HasAttribute("hidden"));
    }

    [Fact]
    public async Task A_level_that_holds_no_mail_is_no_link() =>
        Assert.Equal("Shared", (await SideAsync()).Find("span.nav-item .name").TextContent);

    [Fact]
    public async Task Counts_are_live()
    {
        var nav = await SideAsync();
        await nav.InvokeAsync(() => Account.Tree.ChangeAsync(_ => FakeFolders.Tree(FakeFolders.Node("INBOX", FolderRole.Inbox, unread: 47))));
        Assert.StartsWith("47", nav.Find(".count").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_mail_server_is_a_quiet_banner_with_a_button()
    {
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        var sync = Render<SyncState>();
        Assert.Contains("Up to date", sync.Markup, StringComparison.Ordinal);
        await sync.InvokeAsync(() => Account.ChangeHealthAsync(new ConnectionHealth(LinkState.Reconnecting, Time.GetUtcNow(), Time.GetUtcNow().AddSeconds(4))));
        Assert.Contains("Next try in 4 s.", sync.Find(".banner").TextContent, StringComparison.Ordinal);
        sync.Find(".banner button").Click();
        Assert.Equal(1, Account.Reconnects);
        await sync.InvokeAsync(() => Account.ChangeHealthAsync(new ConnectionHealth(LinkState.Online, Time.GetUtcNow(), null)));
        Assert.Empty(sync.FindAll(".banner"));
    }

    [Fact]
    public async Task A_toast_goes_after_six_seconds()
    {
        var region = await ToastAsync(new Toast("Archived"));
        Assert.Equal("status", region.Find(".toast").GetAttribute("role"));
        Time.Advance(TimeSpan.FromSeconds(6.1));
        region.WaitForAssertion(() => Assert.Empty(region.FindAll(".toast")));
    }

    [Fact]
    public async Task A_toast_that_is_looked_at_waits()
    {
        var region = await ToastAsync(new Toast("Archived"));
        region.Find(".toast").TriggerEvent("onmouseenter", new MouseEventArgs());
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEmpty(region.FindAll(".toast"));
        region.Find(".toast").TriggerEvent("onmouseleave", new MouseEventArgs());
        Time.Advance(TimeSpan.FromSeconds(7));
        region.WaitForAssertion(() => Assert.Empty(region.FindAll(".toast")));
    }

    [Fact]
    public async Task A_failure_stays_until_it_is_dismissed()
    {
        var region = await ToastAsync(new Toast("Not deleted", IsFailure: true));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("alert", region.Find(".toast").GetAttribute("role"));
        region.Find(".toast .icon-btn").Click();
        Assert.Empty(region.FindAll(".toast"));
    }

    [Fact]
    public async Task Undo_is_one_press()
    {
        var undone = false;
        var region = await ToastAsync(new Toast("Archived", () =>
        {
            undone = true;
            return Task.CompletedTask;
        }));
        region.Find("[data-undo]").Click();
        Assert.True(undone);
        Assert.Empty(region.FindAll(".toast"));
    }

    [Fact]
    public void The_shell_has_one_main_and_names_its_landmarks()
    {
        var shell = Shell();
        Assert.Single(shell.FindAll("main"));
        Assert.Contains("skip-link", shell.Find("a, button, input").ClassName, StringComparison.Ordinal);
        Assert.All(shell.FindAll("nav, aside"), landmark => Assert.NotNull(landmark.GetAttribute("aria-label")));
    }

    [Fact]
    public void Nothing_carries_an_inline_style() => Assert.Empty(Shell().FindAll("[style]"));

    [Fact]
    public void The_moment_of_reading_is_saved()
    {
        var page = Render<SettingsPage>();
        page.Find("#s-read").Change("never");
        Assert.Null(Preferences.Settings.MarkReadAfter);
        Assert.Contains("Saved", page.Find(".saved").TextContent, StringComparison.Ordinal);
        page.Find("#s-read").Change("3000");
        Assert.Equal(TimeSpan.FromSeconds(3), Preferences.Settings.MarkReadAfter);
    }

    private IRenderedComponent<AppShell> Shell() => Render<AppShell>(parameters => parameters.Add(p => p.Body, builder =>
    {
        builder.OpenComponent<MailPage>(0);
        builder.CloseComponent();
    }));

    private async Task<IRenderedComponent<SideNav>> SideAsync()
    {
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        return Render<SideNav>(nav => nav.Add(p => p.OnMail, true));
    }

    private async Task<IRenderedComponent<ToastRegion>> ToastAsync(Toast toast)
    {
        var region = Render<ToastRegion>();
        await region.InvokeAsync(() => Toasts.Show(toast));
        return region;
    }
}
