using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Messages;
using Webmail.Web.Administration;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Layout;

/// <summary>Who is signed in, how it looks on this device, the way out. The choices are taken by the browser at once and remembered there.</summary>
public sealed partial class UserMenu
{
    private static readonly (string, string)[] Themes = [("light", "ThemeLight"), ("dark", "ThemeDark"), ("", "ThemeSystem")];
    private static readonly (string, string)[] Densities = [("compact", "DensityCompact"), ("cosy", "DensityCosy"), ("relaxed", "DensityRelaxed")];
    private static readonly (string, string)[] PanePlaces = [("right", "PanesRight"), ("below", "PanesBelow"), ("off", "PanesOff")];

    private (string Address, bool Administers) _drawn;
    private bool _administers;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal CurrentDevice Device { get; set; } = default!;
    [Inject] internal IAdministration Administration { get; set; } = default!;
    [Inject] internal IStringLocalizer<ShellText> T { get; set; } = default!;

    private Correspondent Person => new("", Mailbox.Account?.Identity.Address ?? "");

    protected override async Task OnInitializedAsync()
    {
        Mailbox.Changed += Redraw;
        _administers = await Administration.IsMineAsync(CancellationToken.None);
    }

    public void Dispose() => Mailbox.Changed -= Redraw;

    protected override bool ShouldRender() => _drawn != (_drawn = (Person.Address, _administers));

    private static string Pressed(bool pressed) => pressed ? "true" : "false";

    private void Redraw() => StateHasChanged();
}
