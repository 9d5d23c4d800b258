using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Settings;

/// <summary>How it looks on this device: the browser keeps that. The sections below are kept on the server.</summary>
public sealed partial class SettingsPage
{
    private static readonly (string, string, string)[] Themes = [("light", "", "ThemeLight"), ("dark", "dark", "ThemeDark"), ("", "split", "ThemeSystem")];
    private static readonly (string, string)[] Densities = [("compact", "DensityCompact"), ("cosy", "DensityCosy"), ("relaxed", "DensityRelaxed")];
    private static readonly (string, string)[] PanePlaces = [("right", "PanesRight"), ("below", "PanesBelow"), ("off", "PanesOff")];

    [Inject] internal CurrentDevice Device { get; set; } = default!;
    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;

    protected override Task OnInitializedAsync() => Mailbox.LoadTreeAsync(); // the side shows the folders here too
}
