using Webmail.Protocols.Imap;

namespace Webmail.Mail.Messages;

/// <summary>One thing that happened to a folder's list, in terms of sequence numbers: each view turns it into its own order.</summary>
internal abstract record ListDelta
{
    /// <summary>Messages came in at the end of the numbering.</summary>
    public sealed record Arrived(int Count) : ListDelta;

    /// <summary>A message went; the list had <paramref name="ExistsBefore"/> messages just before.</summary>
    public sealed record Removed(Uid? Uid, uint Sequence, uint ExistsBefore) : ListDelta;

    /// <summary>A row changed.</summary>
    public sealed record Changed(Uid Uid) : ListDelta;

    /// <summary>Only counts changed.</summary>
    public sealed record Counted : ListDelta;

    /// <summary>Nothing that was known holds any more.</summary>
    public sealed record Reset : ListDelta;
}
