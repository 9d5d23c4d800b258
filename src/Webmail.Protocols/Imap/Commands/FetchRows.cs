using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>A FETCH of whole rows.</summary>
internal sealed class FetchRows : RowStream<FetchRow>
{
    /// <summary>Commands for more messages than this do not remember which were told; two of them for the same messages at once are not sent.</summary>
    private const int MaxTold = 1_000;

    private readonly FetchItems _items;
    private readonly Func<FetchRow, bool> _names;
    private readonly ImapLimits _limits;
    private readonly bool _collectsVanished;
    private readonly HashSet<uint>? _told;

    /// <param name="messages">How many messages are asked for; null when the server alone knows.</param>
    public FetchRows(ImapRequest request, string name, FetchItems items, Func<FetchRow, bool> names, ImapLimits limits, bool collectsVanished, long? messages = null)
        : base(request, name, limits)
    {
        _told = messages <= MaxTold ? [] : null;
        (_items, _names, _limits, _collectsVanished) = (items, names, limits, collectsVanished);
    }

    /// <summary>
    /// Servers may answer the next of several commands before they end this one (Dovecot puts the ends off): a row goes to the command that asked for just this,
    /// and once for each message.
    /// </summary>
    public override bool Claims(UntaggedResponse response) =>
        response is FetchReply { Row: var row } && _names(row) && _items.IsExactly(row) && !(_told?.Contains(Key(row)) ?? false);

    public override bool Accept(UntaggedResponse response)
    {
        if (response is VanishedReply { Earlier: true } && _collectsVanished)
        {
            // Not ours to keep: it becomes an event.
            return false;
        }

        if (response is not FetchReply { Row: var row } || !_names(row) || !_items.IsAnswered(row))
        {
            return false;
        }

        if (_items.IsExactly(row))
        {
            _told?.Add(Key(row));
        }

        Tell(row, row.Bytes);
        return true;
    }

    // With UIDONLY there is no sequence number (RFC 9586).
    private static uint Key(FetchRow row) => row.SequenceNumber > 0 ? row.SequenceNumber : row.Uid?.Value ?? 0;

    // A section that was asked for by itself is kept whole, within its own limit; anything else that big is nobody's.
    public override LiteralPlan? Plan(ReadOnlySpan<byte> frame, long length) =>
        _items.Sections.Count > 0 && length <= _limits.SectionBytes && frame.LastIndexOf("BODY["u8) >= 0 ? LiteralPlan.Keep : null;
}
