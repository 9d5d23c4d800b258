using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Tracing;
using Webmail.Web.Administration;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Settings;

public sealed partial class TraceConsentRow : IDisposable
{
    /// <summary>The hour ends by itself, and administrators look when they look.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(15);

    private TraceConsent? _consent;
    private ITimer? _clock;
    private bool _refused;
    private bool _busy;
    private bool _left;

    [Inject] internal ITraceConsents Consents { get; set; } = default!;
    [Inject] internal UserClock Clock { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;
    [Inject] internal IStringLocalizer<SettingsText> T { get; set; } = default!;

    private string State => (_consent, _refused) switch
    {
        (null, true) => T["TraceTooMany"],
        (null, _) => T["TraceOff"],
        ({ LastLook: { } look } consent, _) => T[consent.Looks == 1 ? "TraceOnSeenOnce" : "TraceOnSeen", Clock.Brief(consent.Until), consent.Looks, Clock.Brief(look)],
        ({ } consent, _) => T["TraceOn", Clock.Brief(consent.Until)],
    };

    protected override async Task OnInitializedAsync() => _consent = await Consents.GetAsync();

    // Only where there is a circuit: a page that is drawn ahead has nobody to tell.
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _clock = Time.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, LookInterval, LookInterval);
    }

    public void Dispose()
    {
        _left = true;
        _clock?.Dispose();
    }

    private async Task LookAsync()
    {
        if (_left || _busy) return;
        var before = _consent;
        _consent = await Consents.GetAsync();
        if (!_left && before != _consent) StateHasChanged();
    }

    private async Task SwitchAsync(ChangeEventArgs change)
    {
        _busy = true;
        try
        {
            if (change.Value is true) _refused = !await Consents.GrantAsync();
            else await Consents.EndAsync();
            _consent = await Consents.GetAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
