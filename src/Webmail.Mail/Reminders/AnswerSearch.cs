using Webmail.Data.Model;
using Webmail.Mail.Folders;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Reminders;

/// <summary>
/// Looks for an answer to a message: by the identifiers in headers, which servers keep an index of, and only among mail that came since. What the person sent after it
/// and what a machine answered ("I am away") are no answers.
/// </summary>
internal sealed class AnswerSearch(MailAccount account)
{
    /// <summary>Folders that are looked into: answers are sorted into folders by rules, but hardly into the hundredth.</summary>
    private const int MaxFolders = 60;

    /// <summary>One day before it was sent: servers count days in a zone of their own (RFC 9051 section 6.4.4).</summary>
    private const int DaysBefore = 1;

    /// <exception cref="MailUnavailableException">Nobody can know now.</exception>
    public async Task<bool> IsAnsweredAsync(AnswerReminder reminder, CancellationToken ct)
    {
        var query = SearchQuery.And(
            SearchQuery.Since(DateOnly.FromDateTime(reminder.SentAt.UtcDateTime).AddDays(-DaysBefore)),
            SearchQuery.Or(SearchQuery.HeaderContains("In-Reply-To", reminder.MessageId), SearchQuery.HeaderContains("References", reminder.MessageId)),
            SearchQuery.Not(SearchQuery.From(account.Identity.Address)), SearchQuery.Not(SearchQuery.HeaderContains("Auto-Submitted", "auto-")));
        foreach (var folder in await FoldersAsync(ct))
        {
            if (await FindAsync(folder, query, ct) is { Count: > 0 }) return true;
        }

        return false;
    }

    /// <summary>The copy in the Sent folder.</summary>
    /// <exception cref="MailUnavailableException">Nobody can know now.</exception>
    public async Task<MessageReference?> SentAsync(AnswerReminder reminder, CancellationToken ct) =>
        await SentFolderAsync(reminder, ct) is { } folder && await FindAsync(folder, SearchQuery.HeaderContains("Message-ID", reminder.MessageId), ct) is [var found, ..] ? found : null;

    /// <summary>Puts a star on the copy of what was sent, where it is seen in every mail program.</summary>
    public async Task FlagAsync(AnswerReminder reminder, CancellationToken ct)
    {
        if (await SentAsync(reminder, ct) is { } sent) await account.Actions.SetFlagAsync(sent.Folder, UidSet.Of(sent.Uid), Flag.Flagged, on: true, ct);
    }

    private async Task<IEnumerable<MailboxName>> FoldersAsync(CancellationToken ct)
    {
        var tree = await account.Folders.LoadAsync(ct);
        if (tree.WithRole(FolderRole.All) is { } all) return [MailboxName.Inbox, all.Name];
        return tree.All().Where(node => node.Selectable && node.Role is FolderRole.None or FolderRole.Inbox or FolderRole.Archive)
            .OrderBy(node => node.Role switch { FolderRole.Inbox => 0, FolderRole.Archive => 1, _ => 2 }).Select(node => node.Name).Prepend(MailboxName.Inbox).Distinct().Take(MaxFolders);
    }

    private async Task<MailboxName?> SentFolderAsync(AnswerReminder reminder, CancellationToken ct) =>
        reminder.SentFolder.Length > 0 ? MailboxName.Create(reminder.SentFolder) : (await account.Folders.LoadAsync(ct)).WithRole(FolderRole.Sent)?.Name;

    private async Task<IReadOnlyList<MessageReference>> FindAsync(MailboxName folder, SearchQuery query, CancellationToken ct)
    {
        try
        {
            await using var lease = await account.Pool.RentAsync(folder, LeaseUse.Search, ct);
            var hits = (await lease.Connection.SearchAsync(query, SearchReturn.Hits, ct)).All;
            return [.. NewestHits.Of(hits, 1).Select(uid => new MessageReference(folder, lease.Validity, uid))];
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            // A folder that was removed meanwhile, or may not be read, holds no answer for this person.
            if (MailFailures.From(error, ct) is MailUnavailableException { Failure: MailFailure.Gone or MailFailure.NotPermitted }) return [];
            throw MailFailures.From(error, ct);
        }
    }
}
