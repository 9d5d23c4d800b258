using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Sessions;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Layout;

/// <summary>Whether what is on screen is up to date; a thin banner while the mail server is away.</summary>
public sealed partial class SyncState
{
    private ConnectionHealth _health = new(LinkState.Online, DateTimeOffset.UnixEpoch, null);
    private IMailAccount? _account;
    private IDisposable? _subscription;
    private ITimer? _clock;
    private bool _shown;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;
    [Inject] internal IStringLocalizer<ShellText> T { get; set; } = default!;

    private int? Wait => _health.NextAttempt is { } next && next > Time.GetUtcNow() ? (int)Math.Ceiling((next - Time.GetUtcNow()).TotalSeconds) : null;

    protected override void OnInitialized()
    {
        Mailbox.Changed += Attach;
        Attach();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _shown = true; // there is a circuit: the button works
        Attach();
    }

    public void Dispose()
    {
        Mailbox.Changed -= Attach;
        _subscription?.Dispose();
        _clock?.Dispose();
    }

    private void Attach()
    {
        if (Mailbox.Account is not { } account)
            return;
        if (_account != account)
            _health = account.Health;
        _account = account;
        if (_shown && _subscription is null)
        {
            _subscription = account.SubscribeHealth(health => InvokeAsync(() => Take(health)));
            Take(account.Health);
        }
    }

    private void Take(ConnectionHealth health)
    {
        _health = health;
        _clock?.Dispose();
        _clock = health.State == LinkState.Reconnecting
            ? Time.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1))
            : null;
        StateHasChanged();
    }

    private void Now() => _account?.ReconnectNow();
}
