using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Mime.Calendar;

namespace Webmail.Web.Components.Message;

public sealed partial class InviteCard : IDisposable
{
    /// <summary>A calendar part bigger than this is somebody's whole calendar, not an invitation: it stays a download.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly CancellationTokenSource _gone = new();
    private MessageReference? _of;
    private InvitationView? _view;
    private bool _unreadable;

    [Inject] private IStringLocalizer<InvitationText> T { get; set; } = default!;

    [Parameter, EditorRequired] public required IMailAccount Account { get; set; }
    [Parameter, EditorRequired] public required OpenedMessage Message { get; set; }

    /// <summary>Signed link of the calendar file's download.</summary>
    [Parameter, EditorRequired] public required string Href { get; set; }

    [Parameter] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    protected override async Task OnParametersSetAsync()
    {
        if (_of == Message.Reference) return;
        _of = Message.Reference;
        (_view, _unreadable) = (null, false);
        if (Message.InvitationSection is not { } section) return;
        try
        {
            await using var part = await Account.Reader.OpenPartAsync(Message.Reference, section, _gone.Token);
            var bytes = await BoundedBytes.ReadAsync(part.Content, MaxBytes, _gone.Token);
            if (_of != Message.Reference) return;
            // Off the circuit's thread: a calendar made to be slow must not hold up the page.
            _view = bytes is null ? null : await Task.Run(() => InvitationView.Of(CalendarFile.Parse(bytes), Zone, T), _gone.Token);
            _unreadable = _view is null;
        }
        catch (MailUnavailableException)
        {
            _unreadable = true;
        }
        catch (IOException)
        {
            _unreadable = true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The message was left.
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
