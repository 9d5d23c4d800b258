using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Folders;

namespace Webmail.Web.Components.Mailbox;

/// <summary>Tells a screen reader of new mail as a count, at most once a minute.</summary>
public sealed partial class Announcer
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private IDisposable? _subscription;
    private long _told = long.MinValue;
    private int? _unread;
    private string _text = "";

    [Inject] internal MailboxState Mailbox { get; set; } = default!;
    [Inject] internal TimeProvider Time { get; set; } = default!;
    [Inject] internal IStringLocalizer<MailText> T { get; set; } = default!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || Mailbox.Account is not { } account)
            return;
        _subscription = account.Folders.Subscribe(tree => InvokeAsync(() => Hear(tree)));
        _unread = account.Folders.Current.WithRole(FolderRole.Inbox)?.Unread;
    }

    public void Dispose() => _subscription?.Dispose();

    private void Hear(FolderTree tree)
    {
        var unread = tree.WithRole(FolderRole.Inbox)?.Unread;
        var more = unread - _unread;
        if (more > 0 && _told != long.MinValue && Time.GetElapsedTime(_told) < Quiet)
            return; // what can't be told yet is counted with the next
        _unread = unread;
        if (more is not > 0)
            return;
        _told = Time.GetTimestamp();
        _text = T[more == 1 ? "NewOne" : "NewMany", more];
        StateHasChanged();
    }
}
