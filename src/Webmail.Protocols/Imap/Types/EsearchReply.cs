namespace Webmail.Protocols.Imap;

/// <summary>ESEARCH (RFC 4731, RFC 9051 section 7.3.4): null where the server did not answer that.</summary>
public sealed record EsearchReply : UntaggedResponse
{
    /// <summary>The tag of the command it answers; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>True when the numbers are UIDs.</summary>
    public bool IsUid { get; init; }

    public uint? Min { get; init; }

    public uint? Max { get; init; }

    public uint? Count { get; init; }

    /// <summary>ALL as runs in the order sent: for SORT (RFC 5267) that order is the answer. A run may go down ("9:5").</summary>
    public IReadOnlyList<OrderedRun>? All { get; init; }

    /// <summary>PARTIAL (RFC 5267, RFC 9394).</summary>
    public EsearchPartial? Partial { get; init; }

    public ModSeq? ModSeq { get; init; }

    /// <summary>RELEVANCY (RFC 6203), 1..100 each, in the order of <see cref="All"/>; null when not told.</summary>
    public IReadOnlyList<int>? Relevancy { get; init; }

    /// <summary>MAILBOX and UIDVALIDITY of MULTISEARCH (RFC 7377); null otherwise.</summary>
    public MailboxName? Mailbox { get; init; }

    public UidValidity? UidValidity { get; init; }

    /// <summary>ADDTO and REMOVEFROM (RFC 5267), in order.</summary>
    public IReadOnlyList<EsearchUpdate> Updates { get; init; } = [];

    /// <summary><see cref="All"/> as a set; empty when it is null.</summary>
    public NumberSet AllNumbers => OrderedRun.ToSet(All);
}

/// <summary>A run of numbers with a direction: 5 to 9 or 9 to 5.</summary>
public readonly record struct OrderedRun(uint From, uint To)
{
    public long Count => Math.Abs((long)To - From) + 1;

    /// <summary>A set's runs, ascending.</summary>
    public static IReadOnlyList<OrderedRun> Of(NumberSet numbers) => [.. numbers.Ranges.ToArray().Select(run => new OrderedRun(run.First, run.Last))];

    public static NumberSet ToSet(IReadOnlyList<OrderedRun>? runs) =>
        runs is null ? NumberSet.Empty : NumberSet.FromRanges(runs.Select(run => new NumberRange(run.From, run.To)));

    /// <summary>Every number in order. The caller bounds how many it takes: one run can name four thousand million.</summary>
    public static IEnumerable<uint> Expand(IEnumerable<OrderedRun> runs)
    {
        foreach (var run in runs)
        {
            var step = run.From <= run.To ? 1 : -1;
            for (long number = run.From; ; number += step)
            {
                yield return (uint)number;
                if (number == run.To)
                    break;
            }
        }
    }
}

/// <summary>PARTIAL: the range asked for (negative: counted from the end, RFC 9394) and its numbers; empty past the end.</summary>
public sealed record EsearchPartial(long First, long Last, IReadOnlyList<OrderedRun> Numbers);

/// <summary>A change to a result kept by the server (RFC 5267): at <paramref name="Position"/>, 1-based; 0: where the order says.</summary>
public sealed record EsearchUpdate(bool IsAddition, uint Position, IReadOnlyList<OrderedRun> Numbers);
