using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Compose;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Settings;

public sealed partial class WritingSection : IDisposable
{
    private static readonly int[] UndoChoices = [0, 5, 10, 20, 30, 60];
    private static readonly int[] AskChoices = [5, 10, 20, 50, 100, 0];

    private readonly CancellationTokenSource _leaving = new();
    private WritingSettings _settings = WritingSettings.Default;
    private bool _loaded;
    private bool _failed;
    private bool _saved;

    [Inject] internal IWritingSettings Writing { get; set; } = default!;
    [Inject] internal CurrentAccount Current { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;

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
        if (await Current.GetAsync() is not { } account) return;
        try
        {
            _failed = false;
            _settings = await Writing.LoadAsync(account.Identity, _leaving.Token);
            _loaded = true;
        }
        catch (Exception away) when (away is DbException or TimeoutException or InvalidOperationException)
        {
            _failed = true;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private Task ChooseAsync(ChangeEventArgs choice, Func<int, WritingSettings> change) =>
        int.TryParse(choice.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? SaveAsync(change(value)) : Task.CompletedTask;

    private Task WordsAsync(ChangeEventArgs words) =>
        SaveAsync(_settings with { AttachmentWords = (words.Value as string ?? "").Split([',', ';', '\n', '،', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) });

    private Task HoldAsync(ChangeEventArgs hold) => SaveAsync(_settings with { HoldAtServer = hold.Value is true });

    private async Task SaveAsync(WritingSettings settings)
    {
        if (await Current.GetAsync() is not { } account) return;
        _saved = false;
        if (!Enum.IsDefined(settings.Format) || !Enum.IsDefined(settings.Quote)) return;
        try
        {
            _settings = await Writing.SaveAsync(account.Identity, settings, CancellationToken.None);
            (_saved, _failed) = (true, false);
        }
        catch (DbException)
        {
            _failed = true;
        }
    }
}
