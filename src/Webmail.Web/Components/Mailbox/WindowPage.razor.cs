using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using ListRow = Webmail.Mail.Messages.MessageRow;

namespace Webmail.Web.Components.Mailbox;

/// <summary>One message in a window of its own, with its actions; what happens to it elsewhere shows here too.</summary>
public sealed partial class WindowPage
{
    private FolderList? _watched;
    private IDisposable? _subscription;
    private bool _seen;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal Triage Triage { get; set; } = default!;
    [Inject] internal ReadMarker Reading { get; set; } = default!;
    [Inject] internal CurrentDevice Device { get; set; } = default!;
    [Inject] internal IStringLocalizer<MailText> T { get; set; } = default!;

    [Parameter] public string? Account { get; set; }
    [Parameter] public string? Folder { get; set; }
    [Parameter] public string? Message { get; set; }

    private MailUrl Url => MailUrl.Of(Account, Folder, Message);

    private ListRow? Row => Mailbox.Open is { } uid ? Mailbox.List?.Row(uid) : null;

    private bool IsGone => _seen && Mailbox.Open is { } uid && Mailbox.List?.View.Row(uid) is null;

    private string Title => Row is { } row ? row.Subject.Length > 0 ? row.Subject : T["NoSubject"] : T["Message"];

    protected override void OnInitialized() => Mailbox.Changed += StateHasChanged;

    protected override async Task OnParametersSetAsync()
    {
        var going = Mailbox.GoAsync(Url);
        // While prerendering, a slow server shows as a page that is loading, not as no page.
        if (!going.IsCompleted && !RendererInfo.IsInteractive)
            return;
        await going;
        await WatchAsync();
    }

    public void Dispose()
    {
        Mailbox.Changed -= StateHasChanged;
        _subscription?.Dispose();
        if (_watched is not null)
            _watched.Changed -= Redraw;
        Reading.Cancel();
    }

    /// <summary>The folder's list is what knows the flags, and that the message went; of its rows only this one is asked for.</summary>
    private async Task WatchAsync()
    {
        if (Mailbox.List is not { } list || _watched == list)
            return;
        _subscription?.Dispose();
        if (_watched is not null)
            _watched.Changed -= Redraw;
        _watched = list;
        list.Changed += Redraw;
        if (RendererInfo.IsInteractive)
            _subscription = list.View.Subscribe(change => InvokeAsync(() => FollowAsync(list, change)));
        await ShowRowAsync(list);
    }

    private async Task ShowRowAsync(FolderList list)
    {
        try
        {
            if (Mailbox.Open is { } uid && await list.View.IndexOfAsync(uid, CancellationToken.None) is { } index)
                await list.ShowAsync(index, 1);
            Redraw();
        }
        catch (MailUnavailableException)
        {
            // The message opens without its row; its own flags are shown then.
        }
    }

    private async Task FollowAsync(FolderList list, FolderChange change)
    {
        try
        {
            await list.ApplyAsync(change);
            if (change.Reset)
                await ShowRowAsync(list);
        }
        catch (MailUnavailableException)
        {
            // What is shown stays; after the connection is back the view tells its changes again.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private void Redraw()
    {
        _seen |= Mailbox.Open is { } open && Mailbox.List?.View.Row(open) is not null;
        StateHasChanged();
    }

    private async Task ActAsync(TriageKind kind)
    {
        if (Mailbox.Open is not { } uid)
            return;
        if (kind is TriageKind.MarkUnread)
            Reading.Cancel(); // said by hand, so the moment of reading must not say otherwise
        await Triage.ActAsync(kind, UidSet.Of(uid), 1);
    }

    /// <summary>Not awaited by the pane: it goes on while the moment of reading runs.</summary>
    private void Shown(Uid uid) => _ = MarkAsync(uid);

    private async Task MarkAsync(Uid uid)
    {
        try
        {
            await Reading.ShownAsync(uid);
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private Task RetryAsync() => Mailbox.RetryAsync(Url);
}
