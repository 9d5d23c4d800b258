using Webmail.Mail;
using Webmail.Mail.Folders;
using Webmail.Mail.Messages;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Mailbox;

/// <summary>
/// Where one tab is: account, folder tree, open folder, open message. It follows the address and outlives the components that draw
/// it. Not thread-safe: every call comes through the circuit's dispatcher.
/// </summary>
internal sealed class MailboxState(CurrentAccount current, CurrentDevice device, UserClock clock, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A folder that opens within this takes the place of the one before in one step; only a slower one shows that it is loading.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(120);

    private readonly CancellationTokenSource _closing = new();
    private int _journey;
    private (MailUrl Url, Task Done)? _going;

    public IMailAccount? Account { get; private set; }

    public string AccountKey { get; private set; } = "";

    public FolderTree Tree { get; private set; } = FolderTree.Empty;

    public MailPhase Phase { get; private set; } = MailPhase.Loading;

    public MailUnavailableException? Failure { get; private set; }

    /// <summary>The folder of the address; null while it is not known.</summary>
    public FolderNode? Folder { get; private set; }

    public FolderList? List { get; private set; }

    /// <summary>The open message.</summary>
    public Uid? Open { get; private set; }

    /// <summary>Where the open message was when the page was opened with it; null when it came from the list.</summary>
    public int? OpenIndex { get; private set; }

    public event Action? Changed;

    /// <summary>Follows the address. When everything is in memory it is done before it returns, so that nothing flashes.</summary>
    public Task GoAsync(MailUrl url)
    {
        if (_going is not { } going || going.Url != url)
            _going = going = (url, TravelAsync(url));
        return going.Done;
    }

    /// <summary>Tries again what failed.</summary>
    public async Task RetryAsync(MailUrl url)
    {
        await LeaveAsync();
        Set(MailPhase.Loading);
        _going = null;
        await GoAsync(url);
    }

    /// <summary>Account and folders alone, for pages without mail on them. A failure shows as no folders; the mail page tells why.</summary>
    public async Task LoadTreeAsync()
    {
        if (Tree.Version > 0 || !await FindAccountAsync())
            return;
        try
        {
            TakeTree(await Account!.Folders.LoadAsync(_closing.Token));
        }
        catch (Exception error) when (error is MailUnavailableException or OperationCanceledException)
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Whose mailbox it is, without asking the mail server anything.</summary>
    public async Task KnowAccountAsync()
    {
        if (await FindAccountAsync())
            Changed?.Invoke();
    }

    public void TakeTree(FolderTree tree)
    {
        Tree = tree;
        if (Folder is not null)
            Folder = tree.Find(Folder.Name) ?? Folder;
        Changed?.Invoke();
    }

    /// <summary>Null for a folder that is not in the tree.</summary>
    public string? LinkTo(FolderRole role) => Tree.WithRole(role) is { } folder ? MailUrl.For(AccountKey, folder.Name) : null;

    public string LinkTo(FolderNode folder) => MailUrl.For(AccountKey, folder.Name);

    public string LinkTo(Uid message) => MailUrl.For(AccountKey, Folder!.Name, message);

    public async ValueTask DisposeAsync()
    {
        _journey++;
        await _closing.CancelAsync();
        await LeaveAsync();
        _closing.Dispose();
    }

    private async Task TravelAsync(MailUrl url)
    {
        var journey = ++_journey;
        try
        {
            if (!await FindAccountAsync())
            {
                Set(MailPhase.SignedOut);
                return;
            }

            if (Tree.Version == 0)
                Tree = await Account!.Folders.LoadAsync(_closing.Token);
            if (journey != _journey)
                return;
            await OpenAsync(url, journey);
        }
        catch (MailUnavailableException failure) when (journey == _journey)
        {
            Failure = failure;
            Set(failure.Failure switch
            {
                MailFailure.SignedOut => MailPhase.SignedOut,
                MailFailure.Gone => MailPhase.NotFound,
                _ => MailPhase.Failed,
            });
        }
        catch (OperationCanceledException) when (journey != _journey || _closing.IsCancellationRequested)
        {
            // The person went on to another folder, or closed the tab.
        }
    }

    private async ValueTask<bool> FindAccountAsync()
    {
        if (Account is not null)
            return true;
        Account = await current.GetAsync();
        if (Account is null)
            return false;
        AccountKey = MailUrl.KeyOf(Account);
        return true;
    }

    private async Task OpenAsync(MailUrl url, int journey)
    {
        var folder = FolderOf(url);
        if (folder is null || !folder.Selectable)
        {
            await LeaveAsync();
            (Folder, Open) = (folder, url.Message);
            Set(MailPhase.NotFound);
            return;
        }

        if (List is not null && folder.Name.Equals(Folder?.Name))
        {
            (Folder, Open) = (folder, url.Message);
            Set(MailPhase.Ready);
            return;
        }

        var opening = LoadAsync(folder, url.Message);
        if (List is not null)
            await Task.WhenAny(opening, Task.Delay(Moment, time, _closing.Token));
        if (!opening.IsCompletedSuccessfully && journey == _journey)
        {
            await LeaveAsync();
            (Folder, Open) = (folder, url.Message);
            Set(MailPhase.Loading);
        }

        var (list, openIndex) = await opening;
        if (journey != _journey)
        {
            await list.DisposeAsync();
            return;
        }

        var left = List;
        (Folder, Open, List, OpenIndex, Failure) = (folder, url.Message, list, openIndex, null);
        Set(MailPhase.Ready);
        if (left is not null)
            await left.DisposeAsync(); // after the change: waiting would draw a page without rows in between
    }

    private async Task<(FolderList List, int? OpenIndex)> LoadAsync(FolderNode folder, Uid? open)
    {
        var list = new FolderList(await Account!.OpenFolderAsync(folder.Name, ListOrder.NewestFirst, _closing.Token), clock);
        try
        {
            await list.ShowAsync(0, FirstWindow);
            return (list, open is { } uid ? list.IndexOf(uid) ?? await list.View.IndexOfAsync(uid, _closing.Token) : null);
        }
        catch
        {
            await list.DisposeAsync();
            throw;
        }
    }

    /// <summary>One screen that is seen and half of one to scroll into while the circuit starts; with them the browser asks for no more at once.</summary>
    private int FirstWindow => device.Settings.Rows * 3 / 2 + 3;

    private FolderNode? FolderOf(MailUrl url) =>
        url.Account is not null && url.Account != AccountKey ? null
        : url.Folder is null || string.Equals(url.Folder, "INBOX", StringComparison.OrdinalIgnoreCase) ? Tree.WithRole(FolderRole.Inbox)
        : Tree.All().FirstOrDefault(node => node.Name.Value == url.Folder);

    private async ValueTask LeaveAsync()
    {
        var left = List;
        List = null;
        Failure = null;
        OpenIndex = null;
        if (left is not null)
            await left.DisposeAsync();
    }

    private void Set(MailPhase phase)
    {
        Phase = phase;
        Changed?.Invoke();
    }
}
