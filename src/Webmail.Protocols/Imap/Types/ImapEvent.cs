namespace Webmail.Protocols.Imap;

/// <summary>Something the server said unasked.</summary>
public abstract record ImapEvent;

/// <summary>A mailbox was selected. What follows in the stream is about it, what came before was not.</summary>
/// <param name="Exists">Messages in it at that moment.</param>
public sealed record MailboxSelectedEvent(MailboxName Name, uint Exists) : ImapEvent;

/// <summary>The selected mailbox now has this many messages.</summary>
public sealed record ExistsEvent(uint Count) : ImapEvent;

/// <summary>The message with this number is gone; every later number is now one less.</summary>
public sealed record ExpungeEvent(uint SequenceNumber) : ImapEvent;

/// <summary>Messages are gone (RFC 7162). <paramref name="Earlier"/>: before this session, so no number changes.</summary>
public sealed record VanishedEvent(UidSet Uids, bool Earlier) : ImapEvent;

public sealed record FlagsEvent(uint SequenceNumber, Uid? Uid, FlagSet Flags, ModSeq? ModSeq) : ImapEvent;

/// <summary>A message that arrived, with what NOTIFY was asked to fetch of it (RFC 5465 section 5.2).</summary>
public sealed record NewMessageEvent(FetchRow Row) : ImapEvent;

public sealed record MailboxStatusEvent(MailboxStatus Status) : ImapEvent;

public sealed record MailboxListEvent(MailboxListing Listing) : ImapEvent;

/// <summary>Text that must be shown to the user as it is (RFC 9051 section 7.1, ALERT).</summary>
public sealed record AlertEvent(string Text) : ImapEvent;

/// <summary>The server closes the connection.</summary>
public sealed record ByeEvent(ResponseCode? Code, string Text) : ImapEvent;

/// <summary>Events were dropped: everything known of the selected mailbox must be asked again.</summary>
public sealed record MailboxResyncEvent : ImapEvent;

/// <summary>The server stopped NOTIFY (RFC 5465 section 5.8).</summary>
public sealed record NotificationOverflowEvent : ImapEvent;

/// <summary>A search that is kept current has other hits now (RFC 5267 section 4.3). UIDs, when the search was of UIDs as ours are.</summary>
/// <param name="Context">The search's <c>SearchResult.Context</c>.</param>
/// <param name="Updates">Changes to apply one after the other.</param>
public sealed record SearchUpdateEvent(string Context, IReadOnlyList<EsearchUpdate> Updates) : ImapEvent;

/// <summary>A command takes long, and this far it is (INPROGRESS, RFC 9585).</summary>
/// <param name="Command">Its name, such as "UID SEARCH"; null when the server did not say which.</param>
/// <param name="Done">Of <paramref name="Goal"/>, in units of the server's; null when not told.</param>
/// <param name="Goal">Null when not known.</param>
public sealed record ProgressEvent(string? Command, uint? Done, uint? Goal) : ImapEvent;

public sealed record CapabilityEvent(ImapCapabilities Capabilities) : ImapEvent;
