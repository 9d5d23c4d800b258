using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Webmail.Web.Components.Layout;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Admin;

public sealed partial class AdminShell : IDisposable
{
    private ErrorBoundary? _boundary;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal NavigationManager Navigation { get; set; } = default!;
    [Inject] internal IStringLocalizer<AdminText> T { get; set; } = default!;
    [Inject] internal IStringLocalizer<ShellText> Shell { get; set; } = default!;

    private string Host => new Uri(Navigation.BaseUri).Host;

    /// <summary>The part of the address after "admin".</summary>
    private string Place => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#', '?')[0].Split('/') is [_, var place, ..] ? place : "";

    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Follow;
        return Mailbox.KnowAccountAsync(); // not its folders: this page is wanted most when the mail server is away
    }

    public void Dispose() => Navigation.LocationChanged -= Follow;

    private void Follow(object? sender, LocationChangedEventArgs e)
    {
        _boundary?.Recover();
        StateHasChanged();
    }
}
