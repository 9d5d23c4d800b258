using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;
using ListRow = Webmail.Mail.Messages.MessageRow;

namespace Webmail.Web.Components.Mailbox;

/// <summary>The layer of unconfirmed actions over a list.</summary>
internal sealed class Predictions
{
    private readonly List<Prediction> _all = [];
    private readonly Dictionary<Uid, (ListRow From, ListRow To)> _drawn = [];

    public void Add(Prediction prediction) => _all.Add(prediction);

    public bool Remove(Prediction prediction) => _all.Remove(prediction);

    public void Clear() => _all.Clear();

    public bool Hides(Uid uid) => _all.Exists(prediction => prediction.Leaves && prediction.Uids.Contains(uid));

    /// <summary>The row with the unconfirmed flags; the same object as long as nothing changed, so that it is not drawn again.</summary>
    public ListRow Over(ListRow row)
    {
        var flags = row.Flags;
        foreach (var prediction in _all)
        {
            if (prediction.Flag is { } flag && prediction.Uids.Contains(row.Uid) && flags.Contains(flag) != prediction.On)
                flags = prediction.On ? flags.Add(flag) : flags.Remove(flag);
        }

        if (ReferenceEquals(flags, row.Flags))
        {
            _drawn.Remove(row.Uid);
            return row;
        }

        if (_drawn.TryGetValue(row.Uid, out var drawn) && ReferenceEquals(drawn.From, row) && drawn.To.Flags.Equals(flags))
            return drawn.To;
        var shown = row with { Flags = flags };
        _drawn[row.Uid] = (row, shown);
        return shown;
    }

    /// <summary>A change came: what it tells of is no prediction any more.</summary>
    public void Settle(FolderChange change) => _all.RemoveAll(prediction => prediction.IsConfirmed && (prediction.Leaves
        ? change.Removed.Any(row => row.Uid is not { } uid || prediction.Uids.Contains(uid))
        : change.Changed.Any(prediction.Uids.Contains)));

    /// <summary>Drops confirmed predictions that the list already shows; true when there were any.</summary>
    public bool DropFulfilled(IFolderView view) => _all.RemoveAll(prediction => prediction.IsConfirmed && IsFulfilled(prediction, view)) > 0;

    /// <summary>A set may name a million messages; the few rows that memory has tell enough.</summary>
    private static bool IsFulfilled(Prediction prediction, IFolderView view)
    {
        const int Looked = 200;
        return prediction.Uids.Take(Looked).All(uid => view.Row(uid) is not { } row
            || (!prediction.Leaves && prediction.Flag is { } flag && row.Flags.Contains(flag) == prediction.On));
    }
}
