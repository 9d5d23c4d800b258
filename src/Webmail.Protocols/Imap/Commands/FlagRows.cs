using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>
/// A FETCH of flags alone. Its rows are taken by their octets as long as nothing is odd about them; an odd one goes the way of every response, as far as
/// <see cref="Accept"/>.
/// </summary>
internal sealed class FlagRows(ImapRequest request, string name, Func<uint, Uid, bool> names, ImapLimits limits)
    : RowStream<FlagRow>(request, name, limits)
{
    private readonly SharedFlagSets _sets = new();

    // Of two listings at once nobody could say whose a row is: a server may answer the next before it ends this one.
    public override ReplyKind Replies => ReplyKind.Flags;

    public override bool TryTake(in ImapFrame frame, out ModSeq? modSeq)
    {
        modSeq = null;
        if (!FlagRowRules.TryRow(frame, _sets, out var row) || !names(row.SequenceNumber, row.Uid))
        {
            return false;
        }

        modSeq = row.ModSeq;
        Tell(row, frame.Bytes.Length);
        return true;
    }

    // A row that was to tell flags and is too damaged for it is nobody else's; one that tells other things is.
    public override bool Accept(UntaggedResponse response)
    {
        if (response is not FetchReply { Row: { Uid: { } uid } row } || !names(row.SequenceNumber, uid) || row is { Flags: null, Defects.Count: 0 })
        {
            return false;
        }

        if (row.Flags is { } flags)
        {
            Tell(new FlagRow(row.SequenceNumber, uid, flags, row.ModSeq), row.Bytes);
        }

        return true;
    }
}
