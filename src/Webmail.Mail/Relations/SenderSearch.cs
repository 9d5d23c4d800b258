using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Relations;

/// <summary>Whether an address is known from mail that came or went, and whether its name is known under another address.</summary>
internal sealed class SenderSearch(ISessionPool pool, Correspondent sender)
{
    /// <summary>Newest hits that are looked at: a search finds parts of addresses too, so each is compared.</summary>
    private const int MaxHits = 20;

    /// <summary>A name of fewer letters is shared by many.</summary>
    private const int ShortestName = 5;

    private static readonly FetchItems Envelopes = new() { Envelope = true };

    public async Task<SenderHistory> LookAsync(MessageReference message, IReadOnlyList<MailboxName> received, IReadOnlyList<MailboxName> sent, CancellationToken ct)
    {
        var written = await PeopleAsync(sent, SearchQuery.Or(SearchQuery.To(SearchText(sender.Address)), SearchQuery.Cc(SearchText(sender.Address))), null, ct);
        var isKnown = written.Any(IsSender);
        if (!isKnown)
        {
            var before = await PeopleAsync(received, SearchQuery.From(SearchText(sender.Address)), message, ct);
            isKnown = before.Any(IsSender);
        }

        var namesakes = isKnown || sender.Name.Length < ShortestName || sender.Name.Contains('@', StringComparison.Ordinal)
            ? []
            : await PeopleAsync(sent, SearchQuery.To(SearchText(sender.Name)), null, ct);
        var known = namesakes.Find(person => string.Equals(person.Name, sender.Name, StringComparison.OrdinalIgnoreCase) && !IsSender(person));
        return new SenderHistory(!isKnown, known?.Address);
    }

    // A domain on show may be in its readable form; the header has it in ASCII. The local part decides who is found, the comparison who it is.
    private static string SearchText(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && !System.Text.Ascii.IsValid(text) ? text[..(at + 1)] : text;
    }

    private bool IsSender(Correspondent person) => string.Equals(person.Address, sender.Address, StringComparison.OrdinalIgnoreCase);

    private async Task<List<Correspondent>> PeopleAsync(IReadOnlyList<MailboxName> folders, SearchQuery query, MessageReference? except, CancellationToken ct)
    {
        var people = new List<Correspondent>();
        foreach (var folder in folders)
        {
            await using var lease = await pool.RentAsync(folder, LeaseUse.Search, ct);
            var hits = (await lease.Connection.SearchAsync(query, SearchReturn.Hits, ct)).All;
            var uids = NewestHits.Of(hits, MaxHits).Where(uid => except is not { } self || !self.Folder.Equals(folder) || self.Uid != uid).ToList();
            if (uids.Count == 0) continue;
            await foreach (var row in lease.Connection.FetchAsync(UidSet.From(uids), Envelopes, ct: ct))
            {
                if (row.Envelope is not { } envelope || SameMessage(envelope, except)) continue;
                foreach (var list in new[] { envelope.From, envelope.To, envelope.Cc }) people.AddRange(Correspondents.Of(list));
            }
        }

        return people;
    }

    private bool SameMessage(Envelope envelope, MessageReference? except) => except is not null && OwnId is { Length: > 0 } id && Correspondents.Text(envelope.MessageId) == id;

    /// <summary>The message's own Message-ID: a folder of all mail holds it a second time.</summary>
    public string? OwnId { get; init; }
}
