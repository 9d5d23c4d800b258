using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Settings;

public sealed partial class ReadingSection : IDisposable
{
    private const string Never = "never";

    private static readonly (string Value, string Label)[] Delays = [("0", "MarkReadAtOnce"), ("1500", "MarkRead1"), ("3000", "MarkRead3"), ("10000", "MarkRead10"), (Never, "MarkReadNever")];

    private readonly CancellationTokenSource _leaving = new();
    private PersonalSettings _settings = PersonalSettings.Default;
    private bool _loaded;
    private bool _failed;
    private bool _saved;

    [Inject] internal IPreferences Preferences { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;

    private string Chosen => _settings.MarkReadAfter is { } delay ? delay.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) : Never;

    /// <summary>What is chosen on the page that is drawn ahead of its circuit would be lost.</summary>
    private bool IsReady => _loaded && RendererInfo.IsInteractive;

    protected override Task OnInitializedAsync() => LoadAsync();

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task LoadAsync()
    {
        try
        {
            _failed = false;
            _settings = await Preferences.LoadAsync(_leaving.Token);
            _loaded = true;
        }
        catch (DbException)
        {
            _failed = true;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private Task DelayAsync(ChangeEventArgs choice)
    {
        var value = choice.Value as string ?? "";
        if (!Array.Exists(Delays, delay => delay.Value == value)) return Task.CompletedTask;
        return SaveAsync(_settings with { MarkReadAfter = value == Never ? null : TimeSpan.FromMilliseconds(int.Parse(value, CultureInfo.InvariantCulture)) });
    }

    private Task DarkAsync(ChangeEventArgs choice) => SaveAsync(_settings with { DarkensMail = choice.Value is true });

    /// <summary>Whoever leaves the page at once has chosen all the same.</summary>
    private async Task SaveAsync(PersonalSettings settings)
    {
        _saved = false;
        try
        {
            await Preferences.SaveAsync(settings, CancellationToken.None);
            (_settings, _saved, _failed) = (settings, true, false);
        }
        catch (DbException)
        {
            _failed = true;
        }
    }
}
