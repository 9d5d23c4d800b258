using Webmail.Protocols.Imap;

namespace Webmail.Web.Components.Mailbox;

/// <summary>The picks as the browser tells them: single messages and an interval of UIDs with exceptions.</summary>
/// <param name="Uids">Picked one by one.</param>
/// <param name="Count">How many messages that are, as the person was shown.</param>
/// <param name="Low">Lowest UID of the interval.</param>
/// <param name="High">Highest UID of the interval; 0 without one.</param>
/// <param name="Except">In the interval but not picked.</param>
public sealed record PickedRows(uint[] Uids, long Count, uint Low, uint High, uint[] Except)
{
    /// <summary>Messages that can be picked one by one; beyond it a range does the same.</summary>
    private const int MaxSingles = 10_000;

    /// <summary>The set to act on; empty when the browser sent nonsense.</summary>
    internal UidSet ToUidSet()
    {
        if (Uids is null || Except is null || Uids.Length > MaxSingles || Except.Length > MaxSingles)
            return UidSet.Empty;
        var singles = UidSet.From(Uids.Where(uid => uid > 0).Select(uid => new Uid(uid)));
        if (High == 0 || Low == 0 || Low > High)
            return singles;
        var interval = UidSet.Range(new Uid(Low), new Uid(High)).Except(UidSet.From(Except.Where(uid => uid > 0).Select(uid => new Uid(uid))));
        return singles.Union(interval);
    }
}
