using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>UID SEARCH, answered by ESEARCH where announced (RFC 9051 section 6.4.4, RFC 4731, 5182, 5267, 6203, 9394).</summary>
public static class SearchCommand
{
    /// <summary>Searches the selected mailbox.</summary>
    /// <exception cref="ImapCommandException">BADCHARSET, INUSE, LIMIT, NOTSAVED, ...; also of an extension key the server does not know.</exception>
    public static async Task<SearchResult> SearchAsync(this ImapConnection connection, SearchQuery query, SearchReturn wanted, CancellationToken ct)
    {
        var extended = connection.Capabilities.Has("ESEARCH");
        var whole = SearchWords.MustCut(wanted, connection.Capabilities, "CONTEXT=SEARCH");
        var words = extended ? SearchWords.Returns(wanted, connection.Capabilities, whole, "CONTEXT=SEARCH") : null;
        var reply = new EsearchReply();
        List<NumberRange>? hits = null;
        var live = true;
        ImapCommand? command = null;
        command = new ImapCommand(connection.Request("UID SEARCH").Space().Return(words).Query(connection, query), "UID SEARCH")
        {
            Order = query.UsesNumbers ? CommandOrder.SequenceNumbers : CommandOrder.Free,
            Replies = ReplyKind.Search,
            Collect = response =>
            {
                switch (response)
                {
                    case EsearchReply told when told.Tag is null || string.Equals(told.Tag, command!.Tag, StringComparison.Ordinal):
                        reply = told;
                        return true;
                    case SearchReply old:
                        // Some servers split a long answer; some announce ESEARCH and answer so when nothing is found.
                        (hits ??= []).AddRange(old.Numbers.Ranges);
                        reply = reply with { ModSeq = old.HighestModSeq ?? reply.ModSeq };
                        return true;
                    case ConditionResponse { Code.Kind: ResponseCodeKind.NoUpdate }:
                        live = false;
                        return true;
                    default:
                        return false;
                }
            },
        };
        var tagged = await connection.RunAsync(command, ct).ConfigureAwait(false);
        return Result(hits is null ? reply : reply with { All = OrderedRun.Of(NumberSet.FromRanges(hits)) }, wanted) with
        {
            IsSaved = words is not null && wanted.Save && connection.Capabilities.Has("SEARCHRES") && tagged.Code is not { Kind: ResponseCodeKind.NotSaved },
            Context = words is not null && wanted.Update && live && connection.Capabilities.Has("CONTEXT=SEARCH") ? command.Tag : null,
        };
    }

    // ESEARCH leaves ALL, MIN and MAX out when nothing is found; a plain answer has only ALL.
    internal static SearchResult Result(EsearchReply reply, SearchReturn wanted)
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
            Relevancy = reply.Relevancy,
        };
    }

    private static Uid? ToUid(uint number) => number > 0 ? new Uid(number) : null;

    private static NumberSet Cut(NumberSet all, (int First, int Last) range)
    {
        var (first, last) = SearchWords.Offsets(range, all.Count);
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
