using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Mail.Sessions;
using Webmail.Mail.Trust;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Message;

/// <summary>One message of the thread: who, to whom, what is known of the sender, and what it brought.</summary>
public sealed partial class MessageItem : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _details;
    private bool _leaving;
    private MessageReference? _of;
    private SenderTrust? _trust;
    private SenderHistory? _history;

    [Inject] private IStringLocalizer<MessageText> T { get; set; } = default!;
    [Inject] private IStringLocalizer<TrustText> Senders { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;
    [Inject] private IMessageTrust Trusts { get; set; } = default!;

    [Parameter, EditorRequired] public required MessageHead Head { get; set; }

    /// <summary>The opened message; null while only its row is known.</summary>
    [Parameter] public OpenedMessage? Message { get; set; }

    /// <summary>Where more is asked about the sender and the invitation; null leaves both out.</summary>
    [Parameter] public IMailAccount? Account { get; set; }

    /// <summary>The signed links of the message on show.</summary>
    [Parameter] public MessageLinks? Links { get; set; }

    [Parameter] public string Own { get; set; } = "";
    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;
    [Parameter] public RenderFragment? ChildContent { get; set; }

    private Correspondent? First => Head.From.Count > 0 ? Head.From[0] : null;

    private string AvatarClass => First is null ? "avatar" : $"avatar {(Avatar.IsSquare(First) ? "square " : "")}{Avatar.HueClass(First)}";

    private string Sender => First?.Display is { Length: > 0 } name ? name : T["NoSender"];

    protected override Task OnParametersSetAsync()
    {
        // The component stays from message to message; open details do not.
        if (_of == Message?.Reference) return Task.CompletedTask;
        _of = Message?.Reference;
        (_details, _leaving, _trust, _history) = (false, false, null, null);
        if (Message is null || Account is null) return Task.CompletedTask;
        _trust = Trusts.Of(Account.Identity, Message);
        return LookAtSenderAsync(Account, Message);
    }

    private async Task LookAtSenderAsync(IMailAccount account, OpenedMessage message)
    {
        try
        {
            var history = await account.Relations.SenderAsync(message, account.Identity.Address, _gone.Token);
            if (_of == message.Reference) _history = history;
        }
        catch (MailUnavailableException)
        {
            // A remark that can't be had is left out; the message stays on show.
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The pane is gone.
        }
    }

    private void ToggleDetails() => _details = !_details;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
