using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>Every place of every command that takes a text from outside, once with that text.</summary>
internal static class InjectedParameters
{
    private static readonly UidSet One = UidSet.Parse("1");
    private static readonly DateOnly Day = new(2026, 11, 22);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IReadOnlyDictionary<string, Func<ImapConnection, string, Task>> All { get; } = new Dictionary<string, Func<ImapConnection, string, Task>>(StringComparer.Ordinal)
    {
        ["select"] = (c, s) => c.SelectAsync(MailboxName.Create(s), ct: Ct),
        ["examine"] = (c, s) => c.ExamineAsync(MailboxName.Create(s), ct: Ct),
        ["create"] = (c, s) => c.CreateAsync(MailboxName.Create(s), SpecialUse.Archive, Ct),
        ["delete"] = (c, s) => c.DeleteAsync(MailboxName.Create(s), Ct),
        ["rename from"] = (c, s) => c.RenameAsync(MailboxName.Create(s), MailboxName.Inbox, Ct),
        ["rename to"] = (c, s) => c.RenameAsync(MailboxName.Inbox, MailboxName.Create(s), Ct),
        ["subscribe"] = (c, s) => c.SubscribeAsync(MailboxName.Create(s), Ct),
        ["unsubscribe"] = (c, s) => c.UnsubscribeAsync(MailboxName.Create(s), Ct),
        ["a server's mailbox"] = (c, s) => c.SubscribeAsync(FromServer(s), Ct),
        ["status"] = (c, s) => c.StatusAsync(MailboxName.Create(s), StatusItems.Messages, Ct),
        ["limit"] = (c, s) => c.AppendLimitAsync(MailboxName.Create(s), Ct),
        ["copy"] = (c, s) => c.CopyAsync(One, MailboxName.Create(s), Ct),
        ["move"] = (c, s) => c.MoveAsync(One, MailboxName.Create(s), Ct),
        ["append"] = (c, s) => c.AppendAsync(MailboxName.Create(s), AppendMessage.From("x"u8.ToArray()), Ct),
        ["append's flag"] = (c, s) => c.AppendAsync(MailboxName.Inbox, AppendMessage.From("x"u8.ToArray()) with { Flags = FlagSet.Of(new Flag(s)) }, Ct),
        ["replace"] = (c, s) => c.ReplaceAsync(new Uid(1), MailboxName.Create(s), AppendMessage.From("x"u8.ToArray()), Ct),
        ["catenate"] = (c, s) => c.AppendAsync(MailboxName.Inbox, AppendMessage.Catenate(AppendPart.Of(new ImapUrl(MailboxName.Create(s), new Uid(1)))), Ct),
        ["list"] = (c, s) => c.ListAsync(new ListOptions { Pattern = s }, Ct),
        ["notify"] = (c, s) => c.NotifyAsync(new NotifySet { Mailboxes = [MailboxName.Create(s)], Subtrees = [MailboxName.Create(s)] }, Ct),
        ["id's name"] = (c, s) => c.IdAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [s] = "v" }, Ct),
        ["id's value"] = (c, s) => c.IdAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = s }, Ct),
        ["enable"] = (c, s) => c.EnableAsync([s], Ct),
        ["language"] = (c, s) => c.SetLanguageAsync([s], Ct),
        ["comparator"] = (c, s) => c.ComparatorAsync([s], Ct),
        ["from"] = (c, s) => SearchAsync(c, SearchQuery.From(s)),
        ["to"] = (c, s) => SearchAsync(c, SearchQuery.To(s)),
        ["cc"] = (c, s) => SearchAsync(c, SearchQuery.Cc(s)),
        ["bcc"] = (c, s) => SearchAsync(c, SearchQuery.Bcc(s)),
        ["subject"] = (c, s) => SearchAsync(c, SearchQuery.Subject(s)),
        ["body"] = (c, s) => SearchAsync(c, SearchQuery.Body(s)),
        ["text"] = (c, s) => SearchAsync(c, SearchQuery.And(SearchQuery.Since(Day), SearchQuery.Not(SearchQuery.Text(s)))),
        ["fuzzy"] = (c, s) => SearchAsync(c, SearchQuery.Or(SearchQuery.Fuzzy(SearchQuery.Text(s)), SearchQuery.Seen)),
        ["header's name"] = (c, s) => SearchAsync(c, SearchQuery.HeaderContains(s, "v")),
        ["header's text"] = (c, s) => SearchAsync(c, SearchQuery.HeaderContains("Subject", s)),
        ["keyword"] = (c, s) => SearchAsync(c, SearchQuery.Keyword(new Flag(s))),
        ["a server's keyword"] = (c, s) => SearchAsync(c, SearchQuery.NoKeyword(Flag.FromServer(s))),
        ["email id"] = (c, s) => SearchAsync(c, SearchQuery.EmailId(s)),
        ["thread id"] = (c, s) => SearchAsync(c, SearchQuery.ThreadId(s)),
        ["gmail's search"] = (c, s) => SearchAsync(c, SearchQuery.GmailRaw(s)),
        ["gmail's label"] = (c, s) => SearchAsync(c, SearchQuery.GmailLabel(s)),
        ["sort"] = (c, s) => c.SortAsync([new SortTerm(SortKey.Date)], SearchQuery.Text(s), SearchReturn.Hits, Ct),
        ["thread"] = (c, s) => c.ThreadAsync(ThreadAlgorithm.References, SearchQuery.Text(s), Ct),
        ["many mailboxes"] = (c, s) => c.MultiSearchAsync([SearchScope.Subtree(MailboxName.Create(s)), SearchScope.Mailboxes(MailboxName.Create(s))], SearchQuery.Text(s), SearchReturn.Hits, found: null, Ct),
        ["context"] = (c, s) => c.CancelUpdateAsync(s, Ct),
        ["flag"] = (c, s) => c.StoreAsync(One, StoreAction.Add, FlagSet.Of(new Flag(s)), unchangedSince: null, Ct),
        ["a server's flag"] = (c, s) => c.StoreAsync(One, StoreAction.Replace, FlagSet.Of(Flag.FromServer(s)), unchangedSince: null, Ct),
        ["header field"] = (c, s) => RowsAsync(c, SectionPath.HeaderFields(s)),
        ["part"] = (c, s) => RowsAsync(c, SectionPath.Create(s)),
        ["url"] = (c, s) => c.FetchUrlsAsync([s], Ct),
        ["url's mailbox"] = (c, s) => c.AuthorizeUrlsAsync([new ImapUrl(MailboxName.Create(s), new Uid(1)) { Authorized = UrlAuthorization.AnyUser("ann", "example.org") }], Ct),
        ["url's user"] = (c, s) => c.AuthorizeUrlsAsync([new ImapUrl(MailboxName.Inbox, new Uid(1)) { Authorized = UrlAuthorization.Reader(s, "example.org", s) }], Ct),
        ["url's host"] = (c, s) => c.AuthorizeUrlsAsync([new ImapUrl(MailboxName.Inbox, new Uid(1)) { Authorized = UrlAuthorization.AnyUser("ann", s) }], Ct),
        ["my rights"] = (c, s) => c.MyRightsAsync(MailboxName.Create(s), Ct),
        ["rights' mailbox"] = (c, s) => c.GetAclAsync(MailboxName.Create(s), Ct),
        ["possible rights' mailbox"] = (c, s) => c.ListRightsAsync(MailboxName.Create(s), "ann", Ct),
        ["possible rights' person"] = (c, s) => c.ListRightsAsync(MailboxName.Inbox, s, Ct),
        ["given rights' mailbox"] = (c, s) => c.SetAclAsync(MailboxName.Create(s), "ann", AclChange.Add, MailboxRights.Of(MailboxRight.Read), Ct),
        ["given rights' person"] = (c, s) => c.SetAclAsync(MailboxName.Inbox, s, AclChange.Remove, MailboxRights.Of(MailboxRight.Read), Ct),
        ["given rights"] = (c, s) => c.SetAclAsync(MailboxName.Inbox, "ann", AclChange.Replace, MailboxRights.Parse(s), Ct),
        ["a server's rights"] = (c, s) => c.SetAclAsync(MailboxName.Inbox, "ann", AclChange.Replace, MailboxRights.FromServer(s), Ct),
        ["taken rights' mailbox"] = (c, s) => c.DeleteAclAsync(MailboxName.Create(s), "ann", Ct),
        ["taken rights' person"] = (c, s) => c.DeleteAclAsync(MailboxName.Inbox, s, Ct),
        ["quota's mailbox"] = (c, s) => c.QuotaRootAsync(MailboxName.Create(s), Ct),
        ["quota's root"] = (c, s) => c.QuotaAsync(s, Ct),
        ["set quota's root"] = (c, s) => c.SetQuotaAsync(s, Limits("STORAGE"), Ct),
        ["quota's resource"] = (c, s) => c.SetQuotaAsync("", Limits(s), Ct),
        ["annotations' mailbox"] = (c, s) => c.GetMetadataAsync(MailboxName.Create(s), ["/shared/comment"], MetadataDepth.All, 100, Ct),
        ["annotation"] = (c, s) => c.GetMetadataAsync(null, ["/shared/" + s, "/private/comment"], MetadataDepth.Named, null, Ct),
        ["written annotations' mailbox"] = (c, s) => c.SetMetadataAsync(MailboxName.Create(s), Entries("/shared/comment", "v"), Ct),
        ["written annotation"] = (c, s) => c.SetMetadataAsync(MailboxName.Inbox, Entries("/private/" + s, "v"), Ct),
        ["annotation's value"] = (c, s) => c.SetMetadataAsync(null, Entries("/private/comment", s), Ct),
        ["special use's mailbox"] = (c, s) => c.SetSpecialUseAsync(MailboxName.Create(s), SpecialUse.Archive, Ct),
        ["url key"] = (c, s) => c.ResetUrlKeyAsync(MailboxName.Create(s), Ct),
    };

    private static Dictionary<string, ulong> Limits(string resource) => new(StringComparer.Ordinal) { [resource] = 100 };

    private static Dictionary<string, ReadOnlyMemory<byte>?> Entries(string name, string value) => new(StringComparer.Ordinal) { [name] = System.Text.Encoding.UTF8.GetBytes(value) };

    private static MailboxName FromServer(string text) =>
        MailboxName.TryFromWire(System.Text.Encoding.UTF8.GetBytes(text), utf8: false, out var name) ? name : throw new FormatException("Not a name.");

    private static Task<SearchResult> SearchAsync(ImapConnection connection, SearchQuery query) => connection.SearchAsync(query, SearchReturn.Hits, Ct);

    private static async Task RowsAsync(ImapConnection connection, SectionPath section)
    {
        await foreach (var _ in connection.FetchAsync(One, new FetchItems { Sections = [section] }, ct: Ct))
        {
            // None comes.
        }
    }
}
