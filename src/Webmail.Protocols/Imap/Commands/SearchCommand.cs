using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>UID SEARCH, answered by ESEARCH where announced (RFC 9051 section 6.4.4, RFC 4731, 5267, 9394).</summary>
public static class SearchCommand
{
    /// <summary>Searches the selected mailbox.</summary>
    /// <exception cref="ImapCommandException">BADCHARSET, INUSE, LIMIT, ...; also of an extension key the server does not know.</exception>
    public static async Task<SearchResult> SearchAsync(this ImapConnection connection, SearchQuery query, SearchReturn wanted, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("ESEARCH"))
        {
            return await PlainAsync(connection, query, wanted, ct).ConfigureAwait(false);
        }

        // PARTIAL beside ALL is refused by some, and pointless.
        var whole = wanted.Partial is { } range && (wanted.All || !CanCut(connection.Capabilities, range));
        var reply = new EsearchReply();
        ImapCommand? command = null;
        command = new ImapCommand(Request(query, Words(wanted, whole)), "UID SEARCH")
        {
            Order = query.UsesNumbers ? CommandOrder.SequenceNumbers : CommandOrder.Free,
            Replies = ReplyKind.Search,
            Collect = response =>
            {
                if (response is EsearchReply told && (told.Tag is null || string.Equals(told.Tag, command!.Tag, StringComparison.Ordinal)))
                {
                    reply = told;
                    return true;
                }

                return response is SearchReply old && (reply = From(old)) is not null;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return Result(reply, wanted);
    }

    private static bool CanCut(ImapCapabilities capabilities, (int First, int Last) range) =>
        capabilities.Has("PARTIAL") || (capabilities.Has("CONTEXT=SEARCH") && range.First > 0);

    // SEARCH in place of ESEARCH: some servers announce the one and answer the other when nothing is found.
    private static EsearchReply From(SearchReply old) => new() { All = [.. old.Numbers.Ranges.ToArray().Select(run => new OrderedRun(run.First, run.Last))], ModSeq = old.HighestModSeq };

    private static async Task<SearchResult> PlainAsync(ImapConnection connection, SearchQuery query, SearchReturn wanted, CancellationToken ct)
    {
        var hits = NumberSet.Empty;
        ModSeq? modSeq = null;
        var command = new ImapCommand(Request(query, words: null), "UID SEARCH")
        {
            Order = query.UsesNumbers ? CommandOrder.SequenceNumbers : CommandOrder.Free,
            Replies = ReplyKind.Search,
            Collect = response =>
            {
                if (response is not SearchReply reply)
                {
                    return false;
                }

                // Some servers split a long answer.
                (hits, modSeq) = (hits.Union(reply.Numbers), reply.HighestModSeq ?? modSeq);
                return true;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return Result(new EsearchReply { All = [.. hits.Ranges.ToArray().Select(run => new OrderedRun(run.First, run.Last))], ModSeq = modSeq }, wanted);
    }

    private static ImapRequest Request(SearchQuery query, string? words)
    {
        var request = new ImapRequest("UID SEARCH").Space();
        if (words is not null)
        {
            request.Raw("RETURN (").Raw(words).Raw(") ");
        }

        if (query.NeedsUtf8)
        {
            request.Raw("CHARSET UTF-8 ");
        }

        query.WriteTo(request);
        return request;
    }

    private static string Words(SearchReturn wanted, bool whole)
    {
        var words = new List<string>();
        Add(wanted.Min, "MIN");
        Add(wanted.Max, "MAX");
        Add(wanted.Count, "COUNT");
        Add(wanted.All || whole, "ALL");
        if (wanted.Partial is { } range && !whole)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"PARTIAL {range.First}:{range.Last}"));
        }

        return string.Join(' ', words);

        void Add(bool yes, string word)
        {
            if (yes)
            {
                words.Add(word);
            }
        }
    }

    // ESEARCH leaves ALL, MIN and MAX out when nothing is found; a plain answer has only ALL.
    private static SearchResult Result(EsearchReply reply, SearchReturn wanted)
    {
        var all = reply.AllNumbers;
        var ranges = all.Ranges;
        return new SearchResult
        {
            Min = wanted.Min ? ToUid(reply.Min ?? (ranges.Length > 0 ? ranges[0].First : 0)) : null,
            Max = wanted.Max ? ToUid(reply.Max ?? (ranges.Length > 0 ? ranges[^1].Last : 0)) : null,
            Count = wanted.Count ? reply.Count ?? all.Count : null,
            All = wanted.All ? new UidSet(all) : null,
            Partial = wanted.Partial is { } range ? new UidSet(reply.Partial is { } part ? OrderedRun.ToSet(part.Numbers) : Cut(all, range)) : null,
            ModSeq = reply.ModSeq,
        };
    }

    private static Uid? ToUid(uint number) => number > 0 ? new Uid(number) : null;

    private static NumberSet Cut(NumberSet all, (int First, int Last) range)
    {
        var (first, last) = range.First > 0 ? (range.First, (long)range.Last) : (all.Count + 1 + range.First, all.Count + 1 + range.Last);
        (first, last) = ((int)Math.Min(first, last), Math.Max(first, last));
        var cut = new List<NumberRange>();
        long before = 0;
        foreach (var run in all.Ranges)
        {
            var (from, to) = (Math.Max(1, first - before), Math.Min(run.Count, last - before));
            if (from <= to)
            {
                cut.Add(new NumberRange((uint)(run.First + from - 1), (uint)(run.First + to - 1)));
            }

            before += run.Count;
        }

        return NumberSet.FromRanges(cut);
    }
}
