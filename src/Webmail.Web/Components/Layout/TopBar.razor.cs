using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Accounts;
using Webmail.Web.Components.Mailbox;
using Webmail.Web.Tenants;

namespace Webmail.Web.Components.Layout;

/// <summary>What stands above everything: on narrow screens the way to the folders and whose webmail this is.</summary>
public sealed partial class TopBar
{
    private string _drawn = "";

    [Inject] internal IStringLocalizer<ShellText> T { get; set; } = default!;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;

    [Inject] internal TenantDirectory Tenants { get; set; } = default!;

    private string BrandName => Branding.Of(Mailbox.Account is { } account ? Tenants.ById(account.Identity.TenantId) : null).Name;

    public void Dispose() => Mailbox.Changed -= Follow;

    protected override void OnInitialized() => Mailbox.Changed += Follow;

    protected override bool ShouldRender() => _drawn != BrandName;

    protected override void OnAfterRender(bool firstRender) => _drawn = BrandName;

    private void Follow()
    {
        if (ShouldRender()) StateHasChanged();
    }
}
