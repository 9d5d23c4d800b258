using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Mail.Remote;
using Webmail.Mail.Sessions;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Components.Message;

public sealed partial class ThreadMessage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _open;
    private bool _failed;
    private OpenedMessage? _message;
    private PlainBody? _text;
    private MessageLinks? _links;
    private RemoteImageChoice _images = RemoteImageChoice.Never;

    [Inject] private IStringLocalizer<ConversationText> T { get; set; } = default!;
    [Inject] private MessageOpener Opener { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;
    [Inject] private IRemoteImageRules ImageRules { get; set; } = default!;

    [Parameter, EditorRequired] public required IMailAccount Account { get; set; }
    [Parameter, EditorRequired] public required RelatedMessage Related { get; set; }

    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    private Correspondent? First => Related.Row.People.Count > 0 ? Related.Row.People[0] : null;

    private string Name => First?.Display ?? "";

    private string AvatarClass => First is null ? "avatar" : $"avatar {(Avatar.IsSquare(First) ? "square " : "")}{Avatar.HueClass(First)}";

    private string When => MessageTimes.Short(Related.Row.Received, Zone, Time.GetUtcNow());

    private string Label => _open ? T["Collapse", Name] : T["Expand", Name, When];

    private async Task ToggleAsync()
    {
        _open = !_open;
        if (!_open || (_message is not null && !_failed)) return;
        _failed = false;
        try
        {
            var of = Related.Reference;
            var (message, images, links) = await Opener.OpenAsync(Account, of.Folder, of.Uid, _gone.Token);
            if (message.Reference != of) throw new MailUnavailableException(MailFailure.Gone, "");
            (_images, _links) = (images, links);
            if (message is { HtmlSection: null, PlainSection: { } plain }) _text = await Account.Reader.ReadPlainAsync(of, plain, _gone.Token);
            _message = message;
        }
        catch (MailUnavailableException)
        {
            _failed = true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The conversation was left.
        }
    }

    private async Task AlwaysShowImagesAsync()
    {
        if (_images.AlwaysFor is not { } sender) return;
        _images = _images with { AlwaysFor = null };
        await ImageRules.AllowAsync(Account.Identity, sender, CancellationToken.None);
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
