using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Mime.Headers;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Relations;

/// <summary>Finds what a message answers and what answers it, by identifiers in headers: those that servers keep an index of.</summary>
internal sealed class ConversationSearch(ISessionPool pool, OpenedMessage message)
{
    /// <summary>Ancestors asked for by name: the nearest ones and the first. Each makes the search longer for the server.</summary>
    private const int MaxAncestors = 12;

    /// <summary>An identifier beyond this is no identifier (RFC 5322 lines end at 998).</summary>
    private const int MaxIdLength = 900;

    private static readonly FetchItems Items = RowBuilder.RowItems;

    public async Task<IReadOnlyList<RelatedMessage>> LookAsync(IReadOnlyList<MailboxName> folders, CancellationToken ct)
    {
        if (Query() is not { } query) return [];
        // A message can lie in two folders; the one where we are counts.
        var found = new Dictionary<string, RelatedMessage>(StringComparer.Ordinal);
        foreach (var folder in folders.Distinct()) await LookAsync(folder, query, found, ct);
        return [.. found.Values.OrderByDescending(related => related.Row.Received).Take(RelatedMessage.MaxRelated).Reverse()];
    }

    private SearchQuery? Query()
    {
        var ancestors = Ids("References").Concat(Ids("In-Reply-To")).Distinct(StringComparer.Ordinal).ToList();
        if (ancestors.Count > MaxAncestors) ancestors = [ancestors[0], .. ancestors[^(MaxAncestors - 1)..]];
        var terms = ancestors.Select(id => SearchQuery.HeaderContains("Message-ID", id)).ToList();
        // Who answers names the first message or this one.
        string?[] named = [ancestors.FirstOrDefault(), OwnId];
        terms.AddRange(named.OfType<string>().Distinct(StringComparer.Ordinal).Select(id => SearchQuery.HeaderContains("References", id)));
        if (OwnId is { } own) terms.Add(SearchQuery.HeaderContains("In-Reply-To", own));
        return terms.Count == 0 ? null : terms.Aggregate(SearchQuery.Or);
    }

    private string? OwnId => Ids("Message-ID").FirstOrDefault();

    private IEnumerable<string> Ids(string field) =>
        MessageIds.Parse(message.Header.Find(field)).Where(id => id.Length is > 2 and <= MaxIdLength && System.Text.Ascii.IsValid(id));

    private async Task LookAsync(MailboxName folder, SearchQuery query, Dictionary<string, RelatedMessage> found, CancellationToken ct)
    {
        await using var lease = await pool.RentAsync(folder, LeaseUse.Search, ct);
        var uids = NewestHits.Of((await lease.Connection.SearchAsync(query, SearchReturn.Hits, ct)).All, RelatedMessage.MaxRelated);
        if (uids.Count == 0) return;
        var builder = new RowBuilder(showsRecipients: false);
        var rows = new List<MessageRow>();
        var ids = new Dictionary<Uid, string>();
        await foreach (var fetched in lease.Connection.FetchAsync(UidSet.From(uids), Items, ct: ct))
        {
            if (builder.TryBuild(fetched) is not { } row || !uids.Contains(row.Uid)) continue;
            var id = fetched.Envelope is { } envelope ? Correspondents.Text(envelope.MessageId) : "";
            if (IsThis(folder, row, id) || (id.Length > 0 && found.ContainsKey(id))) continue;
            rows.Add(row);
            ids[row.Uid] = id.Length > 0 ? id : $"{folder.Value}/{row.Uid}";
        }

        await RowBuilder.DescribeAsync(lease.Connection, rows, (uid, describe) => Describe(rows, uid, describe), ct);
        foreach (var row in rows) found.TryAdd(ids[row.Uid], new RelatedMessage(new MessageReference(folder, lease.Validity, row.Uid), row));
    }

    private bool IsThis(MailboxName folder, MessageRow row, string id) =>
        (message.Reference.Folder.Equals(folder) && message.Reference.Uid == row.Uid) || (id.Length > 0 && id == message.MessageId);

    private static void Describe(List<MessageRow> rows, Uid uid, Func<MessageRow, MessageRow> describe)
    {
        var index = rows.FindIndex(row => row.Uid == uid);
        if (index >= 0) rows[index] = describe(rows[index]);
    }
}
