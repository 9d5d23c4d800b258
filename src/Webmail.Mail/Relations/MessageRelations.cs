using Webmail.Mail.Folders;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Relations;

/// <summary>Looks in the folders where a conversation or a sender's mail can be expected, one after the other over shared connections.</summary>
internal sealed class MessageRelations(ISessionPool pool, FolderDirectory directory) : IMessageRelations
{
    /// <summary>Senders that are remembered per account; then the memory starts anew.</summary>
    private const int MaxRemembered = 500;

    /// <summary>Together with everything a slow server does: what comes later nobody waits for any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Address, string Name), SenderHistory> _senders = new();

    public async Task<SenderHistory> SenderAsync(OpenedMessage message, string ownAddress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.From is not [{ Address.Length: > 0 } sender, ..] || string.Equals(sender.Address, ownAddress, StringComparison.OrdinalIgnoreCase))
            return new SenderHistory(IsFirst: false, KnownAddress: null);
        var key = (sender.Address.ToLowerInvariant(), sender.Name);
        if (_senders.TryGetValue(key, out var known)) return known;
        var found = await BoundedAsync(token => new SenderSearch(pool, sender) { OwnId = message.MessageId }.LookAsync(message.Reference, Received(message), Sent, token), ct);
        if (_senders.Count >= MaxRemembered) _senders.Clear();
        // Now it has been seen: from the next message on the address is no longer new, but a borrowed name stays one.
        _senders[key] = found with { IsFirst = false };
        return found;
    }

    public Task<IReadOnlyList<RelatedMessage>> ConversationAsync(OpenedMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        return BoundedAsync(token => new ConversationSearch(pool, message).LookAsync([.. Received(message), .. Sent], token), ct);
    }

    private List<MailboxName> Received(OpenedMessage message)
    {
        var all = WithRole(FolderRole.All);
        List<MailboxName> folders = [message.Reference.Folder, .. all.Count > 0 ? all : [MailboxName.Inbox, .. WithRole(FolderRole.Archive)]];
        return [.. folders.Distinct()];
    }

    private List<MailboxName> Sent => WithRole(FolderRole.Sent);

    private List<MailboxName> WithRole(FolderRole role) => directory.Current.WithRole(role) is { } folder ? [folder.Name] : [];

    private static async Task<T> BoundedAsync<T>(Func<CancellationToken, Task<T>> look, CancellationToken ct)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(Patience);
        try
        {
            return await look(bounded.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new MailUnavailableException(MailFailure.TooBusy, "");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw MailFailures.From(error, ct);
        }
    }
}
