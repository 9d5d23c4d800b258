using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Mime.Calendar;
using Webmail.Mime.ContactCards;

namespace Webmail.Web.Components.Message;

public sealed partial class AttachmentViewer : IDisposable
{
    /// <summary>A contact or calendar file that is opened in memory; a bigger one is somebody's whole address book.</summary>
    private const int MaxSmallFile = 2 * 1024 * 1024;

    private readonly CancellationTokenSource _gone = new();
    private PreviewKind _kind;
    private string? _problem;
    private PlainBody? _text;
    private NestedMessage? _message;
    private IReadOnlyList<ContactCard>? _cards;
    private InvitationView? _invitation;

    [Inject] private IStringLocalizer<AttachmentText> T { get; set; } = default!;
    [Inject] private IStringLocalizer<MessageText> M { get; set; } = default!;
    [Inject] private IStringLocalizer<InvitationText> Invitations { get; set; } = default!;
    [Inject] private IJSRuntime Browser { get; set; } = default!;

    [Parameter, EditorRequired] public required AttachmentPart Part { get; set; }
    [Parameter, EditorRequired] public required MessageLinks Links { get; set; }
    [Parameter, EditorRequired] public required IMailAccount Account { get; set; }
    [Parameter, EditorRequired] public required MessageReference Message { get; set; }
    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;
    [Parameter] public EventCallback OnClose { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _kind = Previews.Of(Part);
        try
        {
            await LoadAsync(_gone.Token);
        }
        catch (Exception error) when (error is MailUnavailableException or IOException)
        {
            _problem = "Unreadable";
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // Closed again.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || _kind != PreviewKind.Pdf) return;
        // The module defines an element and is needed by no call: the browser keeps it.
        await using var module = await Browser.InvokeAsync<IJSObjectReference>("import", CancellationToken.None, "./" + Assets["Components/Message/AttachmentViewer.razor.js"]);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        switch (_kind)
        {
            case PreviewKind.Text:
                _text = await Account.Reader.ReadPlainAsync(Message, Part.Section, ct);
                break;
            case PreviewKind.Message when await BytesAsync(NestedMessages.MaxBytes, ct) is { } bytes:
                _message = await NestedMessages.ReadAsync(bytes, ct);
                _problem = _message is null ? "Unreadable" : null;
                break;
            case PreviewKind.Contacts when await BytesAsync(MaxSmallFile, ct) is { } bytes:
                _cards = await Task.Run(() => ContactCard.ParseAll(bytes), ct);
                _problem = _cards.Count == 0 ? "Unreadable" : null;
                break;
            case PreviewKind.Calendar when await BytesAsync(MaxSmallFile, ct) is { } bytes:
                _invitation = await Task.Run(() => InvitationView.Of(CalendarFile.Parse(bytes), Zone, Invitations), ct);
                _problem = _invitation is null ? "Unreadable" : null;
                break;
            case PreviewKind.Message or PreviewKind.Contacts or PreviewKind.Calendar:
                _problem = "TooBig";
                break;
        }
    }

    /// <summary>Null when there is more than the limit.</summary>
    private async Task<byte[]?> BytesAsync(int limit, CancellationToken ct)
    {
        await using var part = await Account.Reader.OpenPartAsync(Message, Part.Section, ct);
        return await BoundedBytes.ReadAsync(part.Content, limit, ct);
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
