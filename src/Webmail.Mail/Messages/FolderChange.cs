using Webmail.Protocols.Imap;

namespace Webmail.Mail.Messages;

/// <summary>What happened to an open list since the last change that was told; batched, at most one every 100 ms.</summary>
/// <param name="Version">The list's version after the change.</param>
/// <param name="Total">Rows in the list now.</param>
/// <param name="Unread">Unread messages now; null when unknown.</param>
/// <param name="Arrived">How many rows came in at the arrival end (the top in <see cref="ListOrder.NewestFirst"/>).</param>
/// <param name="Removed">Messages that went, with the index each had when it went (apply in order).</param>
/// <param name="Changed">Messages whose row changed: flags, preview or attachments.</param>
/// <param name="Reset">True when nothing known of the list holds any more (UIDVALIDITY changed, folder replaced): load it anew.</param>
public sealed record FolderChange(
    long Version,
    int Total,
    int? Unread,
    int Arrived,
    IReadOnlyList<RemovedRow> Removed,
    IReadOnlyList<Uid> Changed,
    bool Reset);
