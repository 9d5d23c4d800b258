using Microsoft.AspNetCore.Components;
using Webmail.Mail.Reading;
using Webmail.Mail.Trust;

namespace Webmail.Web.Components.Message;

public sealed partial class UnsubscribePanel
{
    private State _state;

    private enum State
    {
        Asking,
        Busy,
        Done,
        Failed,
    }

    [Inject] private IUnsubscriber Unsubscriber { get; set; } = default!;

    [Parameter, EditorRequired] public required UnsubscribeWay Way { get; set; }
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Whom it concerns: a host in the form that can't be taken for another, or an address.</summary>
    private string Place => ReadableText.Of(Way.Kind == UnsubscribeKind.Mail ? Uri.UnescapeDataString(Way.Target.AbsolutePath) : Way.Target.IdnHost);

    private async Task LeaveAsync()
    {
        if (_state != State.Asking || Way.Kind != UnsubscribeKind.OneClick) return;
        _state = State.Busy;
        _state = await Unsubscriber.LeaveAsync(Way, CancellationToken.None) ? State.Done : State.Failed;
    }
}
