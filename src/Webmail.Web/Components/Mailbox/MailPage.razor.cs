using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using ListRow = Webmail.Mail.Messages.MessageRow;

namespace Webmail.Web.Components.Mailbox;

/// <summary>The mail page: follows its address and puts list and message side by side.</summary>
public sealed partial class MailPage
{
    /// <summary>Largest message, in octets, that is made ready for somebody who may never open it.</summary>
    private const long MaxFollowing = 512 * 1024;

    private ReadingRun _run = new();
    private int _step;
    private MessageList? _list;
    private bool _gone;
    private Uid? _seen;

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal ReadMarker Reading { get; set; } = default!;
    [Inject] internal CurrentDevice Device { get; set; } = default!;
    [Inject] internal IStringLocalizer<MailText> T { get; set; } = default!;
    [Inject] internal NavigationManager Navigation { get; set; } = default!;

    [Parameter] public string? Account { get; set; }
    [Parameter] public string? Folder { get; set; }
    [Parameter] public string? Message { get; set; }

    private MailUrl Url => MailUrl.Of(Account, Folder, Message);

    private FolderList? List => Mailbox.List;

    private bool ShowsPanes => Mailbox.Phase is MailPhase.Ready or MailPhase.Loading;

    private string FolderName => Mailbox.Folder is { } folder ? FolderWords.Name(folder, T) : "";

    private string Title
    {
        get
        {
            var unread = Mailbox.List?.Unread ?? Mailbox.Folder?.Unread ?? 0;
            return Mailbox.Folder is null ? T["Mail"] : unread > 0 ? $"{FolderName} ({unread.ToString(CultureInfo.CurrentCulture)})" : FolderName;
        }
    }

    private ListRow? OpenRow => Mailbox.Open is { } uid ? Mailbox.List?.Row(uid) : null;

    private int? OpenIndex => Mailbox.Open is { } uid ? Mailbox.List?.IndexOf(uid) : null;

    private string Position => OpenIndex is { } index && Mailbox.List is { } list ? T["Position", index + 1, list.Total] : "";

    private bool HasNext => OpenIndex is not { } index || index + 1 < Mailbox.List?.Total;

    private bool HasPrevious => OpenIndex is not { } index || index > 0;

    /// <summary>The rows around the open one, nearest first: what is fetched ahead.</summary>
    private IReadOnlyList<Uid> Neighbours =>
        OpenIndex is { } index && Mailbox.List is { } list
            ? [.. new[] { 1, -1, 2, 3 }.Select(by => list.At(index + by)).OfType<Uid>()]
            : [];

    /// <summary>The one that is read next by somebody who reads one after the other; made ready to be shown.</summary>
    private Uid? Following =>
        _step != 0 && OpenIndex is { } index && Mailbox.List is { } list && list.At(index + _step) is { } next && list.Row(next) is { Size: <= MaxFollowing } ? next : null;

    protected override void OnInitialized() => Mailbox.Changed += Redraw;

    protected override async Task OnParametersSetAsync()
    {
        var going = Mailbox.GoAsync(Url);
        // While prerendering, a slow server shows as a page that is loading, not as no page.
        if (!going.IsCompleted && !RendererInfo.IsInteractive)
            return;
        await going;
        Watch();
    }

    public void Dispose()
    {
        Mailbox.Changed -= Redraw;
        if (_watched is not null)
            _watched.Changed -= RedrawList;
        Reading.Cancel();
    }

    private FolderList? _watched;

    private void Watch()
    {
        if (_watched != Mailbox.List)
        {
            WatchList();
            _run = new ReadingRun();
        }

        _step = Mailbox.Open is { } open && OpenIndex is { } index ? _run.StepAt(open, index) : 0;
    }

    private void WatchList()
    {
        if (_watched is not null)
            _watched.Changed -= RedrawList;
        _watched = Mailbox.List;
        if (_watched is not null)
            _watched.Changed += RedrawList;
    }

    /// <summary>Counts, the pill, the open message's row: the list itself decides whether it is drawn again.</summary>
    private void RedrawList()
    {
        if (Mailbox.Open is { } open)
        {
            var there = Mailbox.List?.View.Row(open) is not null;
            if (there)
                _seen = open;
            _gone = !there && _seen == open && Mailbox.List?.IndexOf(open) is null;
        }

        StateHasChanged();
    }

    private void Redraw()
    {
        if (_seen != Mailbox.Open)
            _gone = false;
        Watch();
        StateHasChanged();
    }

    private void Back() => Navigation.NavigateTo(Mailbox.LinkTo(Mailbox.Folder!));

    private void OpenMessage(Uid uid) => Navigation.NavigateTo(Mailbox.LinkTo(uid));

    private async Task ActAsync(string kind)
    {
        if (_list is not null && Mailbox.Open is { } uid)
            await _list.ActOnAsync(kind, uid);
    }

    private async Task MoveAsync(int by)
    {
        if (_list is not null)
            await _list.OpenNeighbourAsync(by);
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
