using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Message;

namespace Webmail.Web.Components.Mailbox;

/// <summary>The rendered window of a folder. Scrolling, focus and picking belong to the module beside it, which asks here for rows and tells what was done.</summary>
public sealed partial class MessageList
{
    private ElementReference _list;
    private IJSObjectReference? _module;
    private IJSObjectReference? _browser;
    private DotNetObjectReference<MessageList>? _self;
    private IDisposable? _subscription;
    private FolderList? _drawnList;
    private string _icons = "";
    private int? _openIndex;
    private int _drawnStamp = -1;
    private Uid? _drawnOpen;
    private MailUnavailableException? _failed;
    private bool _expecting;

    [Inject] internal IStringLocalizer<MailText> T { get; set; } = default!;
    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal Triage Triage { get; set; } = default!;
    [Inject] internal ReadMarker Reading { get; set; } = default!;
    [Inject] internal Toasts Toasts { get; set; } = default!;
    [Inject] internal UserClock Clock { get; set; } = default!;
    [Inject] internal IJSRuntime Browser { get; set; } = default!;
    [Inject] internal MessageOpener Opener { get; set; } = default!;

    /// <summary>Null while a folder opens: the list is empty then, but its half in the browser stays.</summary>
    [Parameter] public FolderList? List { get; set; }
    [Parameter] public Uid? Open { get; set; }

    /// <summary>Raised for messages the person opened by index, outside of the rendered rows.</summary>
    [Parameter] public EventCallback<Uid> OnOpen { get; set; }

    private enum HeadKey
    {
        Floating,
        Group,
    }

    protected override void OnInitialized() => _icons = Assets["img/icons.svg"];

    protected override void OnParametersSet()
    {
        if (_drawnList == List)
            return;
        Unsubscribe();
        _drawnList = List;
        _drawnStamp = -1;
        _openIndex = Mailbox.OpenIndex;
        if (List is not null)
            List.Changed += Redraw;
    }

    protected override bool ShouldRender()
    {
        var stamp = List?.Stamp ?? 0;
        if (_drawnStamp == stamp && _drawnOpen == Open)
            return false;
        (_drawnStamp, _drawnOpen) = (stamp, Open);
        return true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Here and not earlier: a page that is prerendered gets no news.
        if (List is { } list && _subscription is null)
            await ListenAsync(list);
        if (!firstRender)
            return;
        try
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./" + Assets["Components/Mailbox/MessageList.razor.js"]);
            _self = DotNetObjectReference.Create(this);
            _browser = await _module.InvokeAsync<IJSObjectReference>("bind", _list, _self);
        }
        catch (JSDisconnectedException)
        {
            // The tab was closed while the list came up.
        }
    }

    /// <summary>The browser needs other rows; false when they can't be had, so that it asks again later.</summary>
    [JSInvokable]
    public async Task<bool> Show(int first, int count)
    {
        if (List is not { } list)
            return true;
        try
        {
            await list.ShowAsync(first, count);
            _failed = null;
            return true;
        }
        catch (MailUnavailableException failure)
        {
            // The rows that are there stay; the banner tells of a lost connection, a toast of anything else, once.
            if (failure.Failure != MailFailure.Offline && _failed?.Failure != failure.Failure)
                Toasts.Show(new Toast(T["RowsFailed", failure.ServerText.Length > 0 ? failure.ServerText : T["Failure" + failure.Failure].Value], IsFailure: true));
            _failed = failure;
            return false;
        }
    }

    [JSInvokable]
    public void AtTop(bool atTop) => List?.SetAtTop(atTop);

    /// <summary>UID of the newest message: everything picked is everything up to it.</summary>
    [JSInvokable]
    public async Task<long?> TopUid()
    {
        if (List is not { } list)
            return null;
        var top = list.View.TryGetWindow(0, 1) ?? await list.View.GetWindowAsync(0, 1, CancellationToken.None);
        return top.Rows.Count > 0 ? top.Rows[0].Uid.Value : null;
    }

    /// <summary>A row is being pressed: its message is opened, and its frame loaded behind the one on show, before the button is let go.</summary>
    [JSInvokable]
    public async Task Expect(uint uid)
    {
        if (_expecting || uid == 0 || Open?.Value == uid || List is not { } list || Mailbox.Account is not { } account || list.View.Row(new Uid(uid)) is null)
            return;
        _expecting = true;
        try
        {
            await Opener.ExpectAsync(account, list.View.Folder, new Uid(uid), soon: true, CancellationToken.None);
        }
        finally
        {
            _expecting = false;
        }
    }

    /// <summary>Opens a message that has no rendered row.</summary>
    [JSInvokable]
    public async Task OpenAt(int index)
    {
        if (List is not { } list)
            return;
        var window = list.View.TryGetWindow(index, 1) ?? await list.View.GetWindowAsync(index, 1, CancellationToken.None);
        if (window.Rows.Count > 0)
            await OnOpen.InvokeAsync(window.Rows[0].Uid);
    }

    [JSInvokable]
    public async Task Act(string kind, PickedRows picked)
    {
        if (KindOf(kind) is not { } what)
            return;
        if (what is TriageKind.MarkUnread)
            Reading.Cancel(); // said by hand, so the moment of reading must not say otherwise
        var done = await Triage.ActAsync(what, picked.ToUidSet(), picked.Count);
        if (!done && _browser is not null)
            await _browser.InvokeVoidAsync("comeBack", picked);
    }

    /// <summary>Does to a message what its key would do, so that the list shows it and goes on as it does then.</summary>
    internal ValueTask ActOnAsync(string kind, Uid uid) =>
        _browser is null ? ValueTask.CompletedTask : _browser.InvokeVoidAsync("act", kind, uid.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal ValueTask OpenNeighbourAsync(int by) => _browser is null ? ValueTask.CompletedTask : _browser.InvokeVoidAsync("openNeighbour", by);

    public async ValueTask DisposeAsync()
    {
        Unsubscribe();
        try
        {
            if (_browser is not null)
            {
                await _browser.DisposeAsync();
            }

            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }

        _self?.Dispose();
    }

    private static TriageKind? KindOf(string kind) => kind switch
    {
        "archive" => TriageKind.Archive,
        "delete" => TriageKind.Delete,
        "star" => TriageKind.Star,
        "unstar" => TriageKind.Unstar,
        "read" => TriageKind.MarkRead,
        "unread" => TriageKind.MarkUnread,
        _ => null,
    };

    private string Label(int group) => DateGroups.Label(group, Clock.Now, T);

    /// <summary>Registers first and looks second: what came between the first rows and the subscription is not lost.</summary>
    private async Task ListenAsync(FolderList list)
    {
        _subscription = list.View.Subscribe(change => InvokeAsync(() => FollowAsync(list, change)));
        try
        {
            if (list.View.TryGetWindow(list.First, 1)?.Version != list.Version)
                await list.ShowAsync(list.First, Math.Max(list.Rows.Count, 1));
        }
        catch (MailUnavailableException)
        {
            // The rows that are there stay; the view tells its changes when the connection is back.
        }
    }

    private async Task FollowAsync(FolderList list, FolderChange change)
    {
        try
        {
            await list.ApplyAsync(change);
        }
        catch (MailUnavailableException)
        {
            // The rows that are there stay; after the connection is back the view tells its changes again.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private void Redraw() => StateHasChanged();

    private void Unsubscribe()
    {
        _subscription?.Dispose();
        _subscription = null;
        if (_drawnList is not null)
            _drawnList.Changed -= Redraw;
    }
}
