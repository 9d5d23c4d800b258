using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Webmail.Web.Components.Compose;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Layout;

/// <summary>The frame around every page of the application: folders, top bar, sheet.</summary>
public sealed partial class AppShell
{
    private ErrorBoundary? _boundary;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal NavigationManager Navigation { get; set; } = default!;
    [Inject] internal IStringLocalizer<ShellText> T { get; set; } = default!;

    [Inject] internal IStringLocalizer<ComposeText> Compose { get; set; } = default!;

    private bool OnMail => MailUrl.Parse(Navigation.ToBaseRelativePath(Navigation.Uri)) is not null;

    /// <summary>The first part of the address: "mail", "contacts", "settings".</summary>
    private string Place => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#', '?', '/')[0];

    protected override void OnInitialized()
    {
        Mailbox.Changed += StateHasChanged;
        Navigation.LocationChanged += Recover;
    }

    public void Dispose()
    {
        Mailbox.Changed -= StateHasChanged;
        Navigation.LocationChanged -= Recover;
    }

    /// <summary>A page that broke must not take the next one with it.</summary>
    private void Recover(object? sender, LocationChangedEventArgs e) => _boundary?.Recover();
}
