using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Web.Components.Compose;
using Webmail.Web.Components.Mailbox;
using Webmail.Web.Tenants;

namespace Webmail.Web.Components.Layout;

/// <summary>Account and folders, live.</summary>
public sealed partial class SideNav
{
    private IDisposable? _subscription;
    private IMailAccount? _account;
    private (Webmail.Mail.Folders.FolderTree? Tree, MailboxName? Folder, bool OnMail, string Place) _drawn;
    private bool _isLive;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal IStringLocalizer<ShellText> T { get; set; } = default!;

    [Inject] internal IStringLocalizer<ComposeText> Compose { get; set; } = default!;

    [Inject] internal TenantDirectory Tenants { get; set; } = default!;

    [Parameter] public bool OnMail { get; set; }

    /// <summary>The first part of the address.</summary>
    [Parameter] public string Place { get; set; } = "";

    private string BrandName => Branding.Of(Mailbox.Account is { } account ? Tenants.ById(account.Identity.TenantId) : null).Name;

    protected override void OnInitialized() => Mailbox.Changed += Follow;

    protected override bool ShouldRender()
    {
        var now = (Mailbox.Tree, Mailbox.Folder?.Name, OnMail, Place);
        if (_drawn == now)
            return false;
        _drawn = now;
        return true;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _isLive = true; // prerendering gets no news
        Follow();
    }

    public void Dispose()
    {
        Mailbox.Changed -= Follow;
        _subscription?.Dispose();
    }

    private void Follow()
    {
        if (_isLive && Mailbox.Account is { } account && account != _account)
        {
            _account = account;
            _subscription?.Dispose();
            _subscription = account.Folders.Subscribe(tree => InvokeAsync(() => Mailbox.TakeTree(tree)));
            if (account.Folders.Current.Version > Mailbox.Tree.Version)
                Mailbox.TakeTree(account.Folders.Current);
        }

        StateHasChanged();
    }
}
