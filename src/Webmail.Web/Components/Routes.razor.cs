using Microsoft.AspNetCore.Components;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components;

/// <summary>
/// The interactive root. It draws nothing before the mailbox of its address is in memory (or a moment has passed): the page that was
/// prerendered stays until then, so nothing flashes when the circuit takes over.
/// </summary>
public sealed partial class Routes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private bool _ready;

    [Inject] internal CurrentDevice Device { get; set; } = default!;
    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal NavigationManager Navigation { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;

    [Parameter] public string? DeviceCookie { get; set; }
    [Parameter] public string? ZoneCookie { get; set; }

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_ready)
        {
            Device.Use(DeviceCookie, ZoneCookie);
            await PrepareAsync();
            _ready = true;
        }

        await base.SetParametersAsync(ParameterView.Empty); // the view may not be read after waiting
    }

    private async Task PrepareAsync()
    {
        if (MailUrl.Parse(Navigation.ToBaseRelativePath(Navigation.Uri)) is not { } url)
            return;
        try
        {
            await Mailbox.GoAsync(url).WaitAsync(Patience, Time);
        }
        catch (TimeoutException)
        {
            // The page shows that it is loading; it waits for the same journey.
        }
    }
}
