using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Webmail.Mail.Remote;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Settings;

public sealed partial class ImageSenders : IDisposable
{
    /// <summary>Rows at a time: five thousand can be allowed.</summary>
    private const int Page = 50;

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<string>? _senders;
    private int _shown = Page;
    private bool _failed;
    private string _said = "";

    [Inject] internal IRemoteImageRules Rules { get; set; } = default!;
    [Inject] internal CurrentAccount Current { get; set; } = default!;
    [Inject] internal Toasts Toasts { get; set; } = default!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (await Current.GetAsync() is not { } account) return;
        try
        {
            _failed = false;
            _senders = await Rules.ListAsync(account.Identity, _leaving.Token);
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

    private async Task ForgetAsync(string sender)
    {
        if (await Current.GetAsync() is not { } account) return;
        try
        {
            await Rules.ForgetAsync(account.Identity, sender, CancellationToken.None);
            _said = T["Forgotten", sender];
            Toasts.Show(new Toast(_said, async () =>
            {
                await Rules.AllowAsync(account.Identity, sender, CancellationToken.None);
                await InvokeAsync(async () =>
                {
                    await LoadAsync();
                    StateHasChanged();
                });
            }));
            await LoadAsync();
        }
        catch (Exception away) when (away is DbException or TimeoutException or InvalidOperationException)
        {
            _failed = true;
        }
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }
}
