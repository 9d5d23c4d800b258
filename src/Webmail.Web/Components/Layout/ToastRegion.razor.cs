using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Layout;

/// <summary>The toast of the moment: six seconds, longer while it is looked at. A failure stays until it is dismissed.</summary>
public sealed partial class ToastRegion
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(6);

    private ITimer? _timer;
    private TimeSpan _left;
    private long _since;
    private Toast? _timed;

    [Inject] internal Toasts Toasts { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;
    [Inject] internal IStringLocalizer<ShellText> T { get; set; } = default!;

    protected override void OnInitialized() => Toasts.Changed += Take;

    public void Dispose()
    {
        Toasts.Changed -= Take;
        _timer?.Dispose();
    }

    private void Take()
    {
        _timer?.Dispose();
        _timer = null;
        _timed = Toasts.Current is { IsFailure: false } toast ? toast : null;
        _left = Stay;
        Release();
        StateHasChanged();
    }

    private void Hold()
    {
        if (_timer is null)
            return;
        _timer.Dispose();
        _timer = null;
        _left -= Time.GetElapsedTime(_since);
    }

    private void Release()
    {
        if (_timed is not { } toast || _timer is not null)
            return;
        _since = Time.GetTimestamp();
        _timer = Time.CreateTimer(_ => _ = InvokeAsync(() => Toasts.Dismiss(toast)), null, _left > TimeSpan.Zero ? _left : TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
    }

    private async Task UndoAsync(Toast toast)
    {
        Toasts.Dismiss(toast);
        await toast.Undo!();
    }
}
