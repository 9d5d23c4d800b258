using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Settings;

public sealed partial class ConnectionsSection : IDisposable
{
    /// <summary>Connections come and go without a word; while the way is broken the seconds are counted.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(1);

    private ConnectionHealth _health = new(LinkState.Online, DateTimeOffset.UnixEpoch, null);
    private ConnectionFacts? _facts;
    private IMailAccount? _account;
    private IDisposable? _subscription;
    private ITimer? _clock;
    private bool _left;

    [Inject] internal CurrentAccount Current { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;

    private int? Wait => _health is { State: LinkState.Reconnecting, NextAttempt: { } next } && next > Time.GetUtcNow() ? (int)Math.Ceiling((next - Time.GetUtcNow()).TotalSeconds) : null;

    private string State => _health.State switch
    {
        LinkState.Online => "ConnectionOnline",
        LinkState.SignedOut => "ConnectionSignedOut",
        _ => "ConnectionReconnecting",
    };

    protected override async Task OnInitializedAsync()
    {
        _account = await Current.GetAsync();
        if (_account is not null) Take(_account.Health);
    }

    // Only where there is a circuit: a page that is rendered ahead has nobody to tell.
    protected override void OnAfterRender(bool firstRender)
    {
        if (_left || _subscription is not null || _account is null) return;
        _subscription = _account.SubscribeHealth(health => InvokeAsync(() => Show(health)));
        Show(_account.Health);
    }

    public void Dispose()
    {
        _left = true;
        _subscription?.Dispose();
        _clock?.Dispose();
    }

    private void Show(ConnectionHealth health)
    {
        if (_left) return;
        Take(health);
        var interval = health.State == LinkState.Reconnecting ? CountInterval : LookInterval;
        _clock ??= Time.CreateTimer(_ => _ = InvokeAsync(Look), null, interval, interval);
        _clock.Change(interval, interval);
        StateHasChanged();
    }

    private void Look()
    {
        if (_left) return;
        Take(_health);
        StateHasChanged();
    }

    private void Take(ConnectionHealth health) => (_health, _facts) = (health, _account!.DescribeConnections());

    private void TryNow() => _account?.ReconnectNow();

    private static string Protection(TransportSecurity security) => security switch
    {
        TransportSecurity.Tls => "ConnectionTls",
        TransportSecurity.StartTls => "ConnectionStartTls",
        _ => "ConnectionPlain",
    };

    private static string Watch(FolderWatch watch) => watch switch
    {
        FolderWatch.Told => "ConnectionWatchTold",
        FolderWatch.Asked => "ConnectionWatchAsked",
        _ => "ConnectionUnknown",
    };

    private static string Compression(LineCompression compression) => compression switch
    {
        LineCompression.Used => "ConnectionCompressed",
        LineCompression.NotUsed => "ConnectionNotCompressed",
        LineCompression.NotOffered => "ConnectionCannotCompress",
        _ => "ConnectionUnknown",
    };
}
