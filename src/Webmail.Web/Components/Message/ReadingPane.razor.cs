using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Components.Message;

/// <summary>
/// Shows one message. The head stands at once from the list's row; the text follows with the message. What a person does is raised as
/// an event: the pane changes nothing by itself.
/// </summary>
public sealed partial class ReadingPane
{
    private static readonly MessageHead NoHead = new("", [], [], [], [], DateTimeOffset.UnixEpoch);

    private (IMailAccount, MailboxName, Uid)? _asked;
    private CancellationTokenSource? _opening;
    private OpenedMessage? _message;
    private PlainBody? _text;
    private IReadOnlyList<AttachmentPart> _attachments = [];
    private MessageLinks? _links;
    private RemoteImageChoice _images = RemoteImageChoice.Never;
    private MailUnavailableException? _error;
    private IDisposable? _health;
    private ITimer? _renewal;
    private IJSObjectReference? _module;

    [Inject] private IStringLocalizer<MessageText> T { get; set; } = default!;
    [Inject] private MessageOpener Opener { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;
    [Inject] private IRemoteImageRules ImageRules { get; set; } = default!;
    [Inject] private Toasts Toasts { get; set; } = default!;
    [Inject] private IJSRuntime Browser { get; set; } = default!;

    [Parameter, EditorRequired] public required IMailAccount Account { get; set; }
    [Parameter, EditorRequired] public required MailboxName Folder { get; set; }

    /// <summary>The message to show; null shows that none is chosen.</summary>
    [Parameter] public Uid? Uid { get; set; }

    /// <summary>What the list knows of it: the head is shown from it at once, and its flags are the live ones.</summary>
    [Parameter] public MessageRow? Row { get; set; }

    /// <summary>True when the list saw it go.</summary>
    [Parameter] public bool IsGone { get; set; }

    /// <summary>True in a window of its own, without a list beside it.</summary>
    [Parameter] public bool Alone { get; set; }

    /// <summary>"1 of 46".</summary>
    [Parameter] public string Position { get; set; } = "";
    [Parameter] public bool HasNext { get; set; }
    [Parameter] public bool HasPrevious { get; set; }

    /// <summary>The messages around it, nearest first; they are fetched ahead once this one is on show.</summary>
    [Parameter] public IReadOnlyList<Uid> Neighbours { get; set; } = [];

    /// <summary>The message that is read next, where several were read in a row; it is made ready behind this one.</summary>
    [Parameter] public Uid? Following { get; set; }
    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Parameter] public EventCallback OnBack { get; set; }
    [Parameter] public EventCallback OnArchive { get; set; }
    [Parameter] public EventCallback OnDelete { get; set; }

    /// <summary>True: mark read. False: mark unread.</summary>
    [Parameter] public EventCallback<bool> OnRead { get; set; }

    /// <summary>True: set the flag. False: take it away.</summary>
    [Parameter] public EventCallback<bool> OnFlag { get; set; }
    [Parameter] public EventCallback OnNext { get; set; }
    [Parameter] public EventCallback OnPrevious { get; set; }

    /// <summary>The message is on show: the moment from which reading counts.</summary>
    [Parameter] public EventCallback<Uid> OnShown { get; set; }

    private ReadingPhase Phase =>
        Uid is null ? Alone ? ReadingPhase.Gone : ReadingPhase.Nothing
        : IsGone || _error?.Failure == MailFailure.Gone ? ReadingPhase.Gone
        : _error?.Failure == MailFailure.Offline ? ReadingPhase.Waiting
        : _error is not null ? ReadingPhase.Failed
        : _message is null ? ReadingPhase.Opening
        : ReadingPhase.Open;

    private MessageHead? Head =>
        _message is not null ? MessageHead.Of(_message) : Uid is not null && Row is not null && Row.Uid == Uid ? MessageHead.Of(Row) : null;

    /// <summary>Read by the composer: what an answer answers.</summary>
    private MessageReference? Shown => Phase is ReadingPhase.Open ? _message?.Reference : null;

    /// <summary>No message is on show: none was chosen, or it is not there any more.</summary>
    private bool IsAway => Head is null || Phase is ReadingPhase.Gone;

    private bool ShowsHtml => _message?.HtmlSection is not null;

    private FlagSet Flags => (Row is not null && Row.Uid == Uid ? Row.Flags : _message?.Flags) ?? FlagSet.Empty;

    private bool IsUnread => !Flags.Contains(Flag.Seen);

    private bool IsFlagged => Flags.Contains(Flag.Flagged);

    protected override Task OnParametersSetAsync()
    {
        (IMailAccount, MailboxName, Uid)? asked = Uid is { } uid ? (Account, Folder, uid) : null;
        if (Equals(_asked, asked)) return Task.CompletedTask;
        _asked = asked;
        return OpenAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _renewal = Time.CreateTimer(_ => RenewLinks(), null, PartLinks.ClickLifetime / 2, PartLinks.ClickLifetime / 2);
        _module = await Browser.InvokeAsync<IJSObjectReference>("import", CancellationToken.None, "./" + Assets["Components/Message/ReadingPane.razor.js"]);
    }

    private async Task OpenAsync()
    {
        Forget();
        if (_asked is not ({ } account, { } folder, var uid)) return;
        var opening = _opening = new CancellationTokenSource();
        var ct = opening.Token; // the source may be gone when the next message was chosen
        try
        {
            var (message, images, links) = await Opener.OpenAsync(account, folder, uid, ct);
            if (opening.IsCancellationRequested) return;
            (_message, _images, _links) = (message, images, links);
            _attachments = message.Attachments;
            if (message is { HtmlSection: null, PlainSection: { } plain })
            {
                var reading = account.Reader.ReadPlainAsync(message.Reference, plain, ct);
                if (!reading.IsCompleted)
                {
                    _text = account.Reader.PlainBeginning(message.Reference, plain);
                    StateHasChanged();
                }

                var text = await reading;
                if (opening.IsCancellationRequested) return;
                _text = text;
            }

            StateHasChanged();
            await OnShown.InvokeAsync(uid);
            if (message.HtmlSection is not null) await ListUnshownAsync(account, message, ct);
            if (Neighbours.Count > 0) await account.Reader.WarmAsync(folder, Neighbours, ct);
            if (Following is not { } following) return;
            await Task.Yield(); // everything warm, this was one turn of the circuit: first this message is drawn, from the sheet that the next one will take
            if (!opening.IsCancellationRequested) await Opener.ExpectAsync(account, folder, following, soon: false, CancellationToken.None);
        }
        catch (OperationCanceledException) when (opening.IsCancellationRequested)
        {
            // Another message was chosen meanwhile.
        }
        catch (MailUnavailableException error) when (!opening.IsCancellationRequested)
        {
            _error = error;
            if (error.Failure == MailFailure.Offline) _health = account.SubscribeHealth(TryAgainAsync);
        }
    }

    /// <summary>Pictures that the HTML was to show and does not are attachments after all.</summary>
    private async Task ListUnshownAsync(IMailAccount account, OpenedMessage message, CancellationToken ct)
    {
        try
        {
            var attachments = await account.Reader.ReadAttachmentsAsync(message.Reference, ct);
            if (ct.IsCancellationRequested || attachments.Count == _attachments.Count) return;
            _attachments = attachments;
            StateHasChanged();
        }
        catch (MailUnavailableException)
        {
            // The frame asked for the same text and says what is wrong; the message stays on show.
        }
    }

    /// <summary>The frame shows the pictures already; this is for the next time. The address is ours, not the browser's.</summary>
    private async Task AlwaysShowImagesAsync()
    {
        if (_images.AlwaysFor is not { } sender) return;
        var who = Account.Identity;
        _images = _images with { AlwaysFor = null };
        await ImageRules.AllowAsync(who, sender, CancellationToken.None);
        Toasts.Show(new Toast(T["AlwaysShown", sender], () => ImageRules.ForgetAsync(who, sender, CancellationToken.None)));
    }

    private Task TryAgainAsync(ConnectionHealth health) =>
        health.State == LinkState.Online ? InvokeAsync(ReopenAsync) : Task.CompletedTask;

    private async Task ReopenAsync()
    {
        if (Phase != ReadingPhase.Waiting) return;
        await OpenAsync();
        StateHasChanged();
    }

    private void Forget()
    {
        _opening?.Cancel();
        _opening?.Dispose();
        _opening = null;
        _health?.Dispose();
        _health = null;
        _message = null;
        _text = null;
        _attachments = [];
        _links = null;
        _images = RemoteImageChoice.Never;
        _error = null;
    }

    private void RenewLinks() => _ = InvokeAsync(() =>
    {
        if (_links is null) return;
        _links.Renew();
        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        if (_renewal is not null) await _renewal.DisposeAsync();
        Forget();
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }
}
