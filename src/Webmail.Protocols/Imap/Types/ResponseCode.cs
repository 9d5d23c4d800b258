namespace Webmail.Protocols.Imap;

/// <summary>A <c>resp-text-code</c>: most are only a word; those that carry something have a type of their own.</summary>
/// <param name="Kind">Which one; <see cref="ResponseCodeKind.Other"/> for words we do not know.</param>
/// <param name="Name">The word as sent, upper case.</param>
/// <param name="Arguments">What followed the word, decoded for reading; "" when nothing did.</param>
public record ResponseCode(ResponseCodeKind Kind, string Name, string Arguments = "")
{
    public override string ToString() => Arguments.Length == 0 ? Name : Name + " " + Arguments;
}

public sealed record CapabilityCode(string Name, ImapCapabilities Capabilities) : ResponseCode(ResponseCodeKind.Capability, Name);

/// <param name="Name">PERMANENTFLAGS.</param>
/// <param name="Flags">Flags that last.</param>
/// <param name="AllowsNewKeywords">"\*" was among them.</param>
public sealed record PermanentFlagsCode(string Name, FlagSet Flags, bool AllowsNewKeywords) : ResponseCode(ResponseCodeKind.PermanentFlags, Name);

/// <summary>A code with one number: UIDNEXT, UIDVALIDITY, UNSEEN, HIGHESTMODSEQ, METADATA LONGENTRIES/MAXSIZE.</summary>
public sealed record NumberCode(ResponseCodeKind Kind, string Name, ulong Value) : ResponseCode(Kind, Name);

/// <summary>APPENDUID (RFC 4315): one UID for each appended message.</summary>
public sealed record AppendUidCode(string Name, UidValidity UidValidity, UidSet Uids) : ResponseCode(ResponseCodeKind.AppendUid, Name);

public sealed record CopyUidCode(string Name, CopiedUids Copied) : ResponseCode(ResponseCodeKind.CopyUid, Name);

/// <summary>MODIFIED (RFC 7162): the messages UNCHANGEDSINCE left alone; UIDs after UID STORE, sequence numbers after STORE.</summary>
public sealed record ModifiedCode(string Name, NumberSet Messages) : ResponseCode(ResponseCodeKind.Modified, Name);

public sealed record MailboxIdCode(string Name, string MailboxId) : ResponseCode(ResponseCodeKind.MailboxId, Name);

/// <summary>BADCHARSET: the charsets the server can search in; may be empty.</summary>
public sealed record BadCharsetCode(string Name, IReadOnlyList<string> Charsets) : ResponseCode(ResponseCodeKind.BadCharset, Name);

/// <summary>INPROGRESS (RFC 9585): the tag of the command that takes long, and how far it is.</summary>
public sealed record InProgressCode(string Name, string? Tag, uint? Progress, uint? Goal) : ResponseCode(ResponseCodeKind.InProgress, Name);

/// <summary>MESSAGELIMIT (RFC 9738): how many messages a command may name, and the lowest UID it came to; null when it came to none or all.</summary>
public sealed record MessageLimitCode(string Name, ulong Limit, Uid? Lowest) : ResponseCode(ResponseCodeKind.MessageLimit, Name);

/// <summary>NOUPDATE (RFC 5267): the search with this tag is not kept current.</summary>
public sealed record NoUpdateCode(string Name, string Tag) : ResponseCode(ResponseCodeKind.NoUpdate, Name);
