using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>UID SORT (RFC 5256), answered in windows by ESORT (RFC 5267) where announced.</summary>
public static class SortCommand
{
    /// <summary>UIDs that one answer may name. Ten million is ten times the biggest mailbox; a run of two numbers can claim four thousand million.</summary>
    private const int SortedMost = 10_000_000;

    /// <summary>Sorts what a query finds. With <see cref="SearchReturn.Partial"/> and CONTEXT=SORT or PARTIAL only that window crosses the wire.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="order">At least one; ties are broken by the next, at last by sequence number.</param>
    /// <param name="query">Which messages.</param>
    /// <param name="wanted">Min is the first in order, Max the last.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ImapCommandException">BADCHARSET, LIMIT, ...</exception>
    /// <exception cref="NotSupportedException">The server cannot sort.</exception>
    public static async Task<SortResult> SortAsync(
        this ImapConnection connection, IReadOnlyList<SortTerm> order, SearchQuery query, SearchReturn wanted, CancellationToken ct)
    {
        var capabilities = connection.Capabilities;
        if (!capabilities.Has("SORT") && !capabilities.Has("SORT=DISPLAY"))
        {
            throw new NotSupportedException("The server cannot sort (SORT).");
        }

        var extended = capabilities.Has("ESORT");
        var whole = SearchWords.MustCut(wanted, capabilities, "CONTEXT=SORT");
        var words = extended ? SearchWords.Returns(wanted, capabilities, whole, "CONTEXT=SORT") : null;
        var request = connection.Request("UID SORT").Space().Return(words).Raw(Words(order, capabilities)).Raw(" UTF-8 ").Keys(connection, query);
        var reply = new EsearchReply();
        List<uint>? plain = null;
        var live = true;
        ImapCommand? command = null;
        command = new ImapCommand(request, "UID SORT")
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
                    case SortReply sorted:
                        (plain ??= []).AddRange(sorted.Numbers.Take(SortedMost - Math.Min(plain.Count, SortedMost)));
                        reply = reply with { ModSeq = sorted.HighestModSeq ?? reply.ModSeq };
                        return true;
                    case ConditionResponse { Code.Kind: ResponseCodeKind.NoUpdate }:
                        live = false;
                        return true;
                    default:
                        return false;
                }
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        var all = plain is not null ? ToUids(plain) : ToUids(Expand(reply.All));
        return Result(reply, wanted, all) with
        {
            Context = words is not null && wanted.Update && live && capabilities.Has("CONTEXT=SORT") ? command.Tag : null,
        };
    }

    private static SortResult Result(EsearchReply reply, SearchReturn wanted, List<Uid> all) => new()
    {
        All = wanted.All ? all : null,
        Partial = wanted.Partial is { } range ? reply.Partial is { } part ? ToUids(Expand(part.Numbers)) : Cut(all, range) : null,
        Count = wanted.Count ? (long?)reply.Count ?? all.Count : null,
        First = wanted.Min ? Told(reply.Min) ?? (all.Count > 0 ? all[0] : null) : null,
        Last = wanted.Max ? Told(reply.Max) ?? (all.Count > 0 ? all[^1] : null) : null,
        ModSeq = reply.ModSeq,
    };

    private static Uid? Told(uint? number) => number is > 0 ? new Uid(number.Value) : null;

    private static IEnumerable<uint> Expand(IReadOnlyList<OrderedRun>? runs) => OrderedRun.Expand(runs ?? []).Take(SortedMost);

    private static List<Uid> ToUids(IEnumerable<uint> numbers) => [.. numbers.Where(number => number > 0).Select(number => new Uid(number))];

    private static List<Uid> Cut(List<Uid> all, (int First, int Last) range)
    {
        var (first, last) = SearchWords.Offsets(range, all.Count);
        first = Math.Max(1, first);
        last = Math.Min(all.Count, last);
        return first <= last ? all.GetRange((int)first - 1, (int)(last - first + 1)) : [];
    }

    // "(" sort-criterion *(SP sort-criterion) ")"; sort-criterion = ["REVERSE" SP] sort-key
    private static string Words(IReadOnlyList<SortTerm> order, ImapCapabilities capabilities) =>
        order.Count == 0
            ? throw new ArgumentException("Sorting needs a criterion.", nameof(order))
            : "(" + string.Join(' ', order.Select(term => (term.Reverse ? "REVERSE " : "") + Word(term.Key, capabilities.Has("SORT=DISPLAY")))) + ")";

    private static string Word(SortKey key, bool display) => key switch
    {
        SortKey.DisplayFrom => display ? "DISPLAYFROM" : "FROM",
        SortKey.DisplayTo => display ? "DISPLAYTO" : "TO",
        _ => key.ToString().ToUpperInvariant(),
    };
}
