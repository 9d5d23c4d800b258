using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Mail.Sessions;

namespace Webmail.Web.Components.Message;

public sealed partial class Conversation : IDisposable
{
    /// <summary>Folds above the open message that need no folding themselves.</summary>
    private const int FewFolds = 3;

    private readonly CancellationTokenSource _gone = new();
    private MessageReference? _of;
    private IReadOnlyList<RelatedMessage> _earlier = [];
    private IReadOnlyList<RelatedMessage> _later = [];
    private bool _all;
    private int _reserved;

    [Inject] private IStringLocalizer<ConversationText> T { get; set; } = default!;

    [Parameter, EditorRequired] public required IMailAccount Account { get; set; }

    /// <summary>The message on show; null while it is being opened.</summary>
    [Parameter] public OpenedMessage? Message { get; set; }

    /// <summary>The signed links of the message on show.</summary>
    [Parameter] public MessageLinks? Links { get; set; }

    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The message on show.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    private int Hidden => _all || _earlier.Count <= FewFolds ? 0 : _earlier.Count - 2;

    // The first says what it is about, the last what is answered; those between wait behind one button.
    private IEnumerable<(RelatedMessage Related, int Index)> Earlier =>
        (Hidden == 0 ? _earlier : [_earlier[0], _earlier[^1]]).Select((related, index) => (related, index));

    private string HiddenNames => string.Join(", ", _earlier.Skip(1).Take(Hidden)
        .Select(related => related.Row.People.Count > 0 ? related.Row.People[0].Display : "").Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(4));

    protected override async Task OnParametersSetAsync()
    {
        if (_of == Message?.Reference) return;
        _of = Message?.Reference;
        (_earlier, _later, _all) = ([], [], false);
        _reserved = 0;
        if (Message is not { } message) return;
        try
        {
            var asking = Account.Relations.ConversationAsync(message, _gone.Token);
            // Room for those it names, so that they do not push it away when they come.
            if (!asking.IsCompleted) _reserved = Math.Min(FewFolds, Ancestors(message));
            var related = await asking;
            if (_of != message.Reference) return;
            _earlier = [.. related.Where(other => other.Row.Received <= message.Received)];
            _later = [.. related.Where(other => other.Row.Received > message.Received)];
        }
        catch (MailUnavailableException)
        {
            // The message itself is on show; its neighbours are a favour.
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The pane is gone.
        }
        finally
        {
            if (_of == message.Reference) _reserved = 0;
        }
    }

    private static int Ancestors(OpenedMessage message)
    {
        var named = message.Header.Find("References", out var found);
        if (!found) named = message.Header.Find("In-Reply-To");
        return named.Count((byte)'<');
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
