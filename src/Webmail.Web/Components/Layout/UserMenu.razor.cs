using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Messages;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Layout;

/// <summary>Who is signed in, how it looks on this device, the way out. The choices are taken by the browser at once and remembered there.</summary>
public sealed partial class UserMenu
{
    private static readonly (string, string)[] Themes = [("light", "ThemeLight"), ("dark", "ThemeDark"), ("", "ThemeSystem")];
    private static readonly (string, string)[] Densities = [("compact", "DensityCompact"), ("cosy", "DensityCosy"), ("relaxed", "DensityRelaxed")];
    private static readonly (string, string)[] PanePlaces = [("right", "PanesRight"), ("below", "PanesBelow"), ("off", "PanesOff")];

    private string _drawn = "";

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal CurrentDevice Device { get; set; } = default!;
    [Inject] internal IStringLocalizer<ShellText> T { get; set; } = default!;

    private Correspondent Person => new("", Mailbox.Account?.Identity.Address ?? "");

    protected override void OnInitialized() => Mailbox.Changed += Redraw;

    public void Dispose() => Mailbox.Changed -= Redraw;

    protected override bool ShouldRender() => _drawn != (_drawn = Person.Address);

    private static string Pressed(bool pressed) => pressed ? "true" : "false";

    private void Redraw() => StateHasChanged();
}
