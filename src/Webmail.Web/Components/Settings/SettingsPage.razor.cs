using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Settings;

/// <summary>How it looks on this device (the browser keeps that) and how a person reads (kept on the server).</summary>
public sealed partial class SettingsPage
{
    private static readonly (string, string, string)[] Themes = [("light", "", "ThemeLight"), ("dark", "dark", "ThemeDark"), ("", "split", "ThemeSystem")];
    private static readonly (string, string)[] Densities = [("compact", "DensityCompact"), ("cosy", "DensityCosy"), ("relaxed", "DensityRelaxed")];
    private static readonly (string, string)[] PanePlaces = [("right", "PanesRight"), ("below", "PanesBelow"), ("off", "PanesOff")];
    private static readonly (string, string)[] Delays = [("0", "MarkReadAtOnce"), ("1500", "MarkRead1"), ("3000", "MarkRead3"), ("10000", "MarkRead10"), (Never, "MarkReadNever")];

    private const string Never = "never";

    private readonly CancellationTokenSource _leaving = new();
    private string _markRead = "1500";
    private bool _darkens;
    private bool _loaded;
    private bool _saved;

    [Inject] internal IPreferences Preferences { get; set; } = default!;
    [Inject] internal CurrentDevice Device { get; set; } = default!;
    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        await Mailbox.LoadTreeAsync(); // the side shows the folders here too
        var settings = await Preferences.LoadAsync(_leaving.Token);
        _markRead = settings.MarkReadAfter is { } delay ? delay.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) : Never;
        _darkens = settings.DarkensMail;
        _loaded = true;
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task ChooseAsync(ChangeEventArgs choice)
    {
        var value = choice.Value as string ?? "";
        if (!Array.Exists(Delays, delay => delay.Item1 == value))
            return;
        _saved = false;
        _markRead = value;
        var after = value == Never ? (TimeSpan?)null : TimeSpan.FromMilliseconds(int.Parse(value, CultureInfo.InvariantCulture));
        var settings = await Preferences.LoadAsync(_leaving.Token);
        await Preferences.SaveAsync(settings with { MarkReadAfter = after }, _leaving.Token);
        _saved = true;
    }

    private async Task ChooseDarkAsync(ChangeEventArgs choice)
    {
        _darkens = choice.Value is true;
        var settings = await Preferences.LoadAsync(_leaving.Token);
        await Preferences.SaveAsync(settings with { DarkensMail = _darkens }, _leaving.Token);
    }
}
