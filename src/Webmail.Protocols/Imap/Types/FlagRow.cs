namespace Webmail.Protocols.Imap;

/// <summary>What a listing of flags tells of one message.</summary>
/// <param name="SequenceNumber">1-based; zero in a UIDFETCH response (RFC 9586), which has none.</param>
/// <param name="Uid">The message.</param>
/// <param name="Flags">Its flags; messages of one listing with the same flags share the set.</param>
/// <param name="ModSeq">Its modification sequence (RFC 7162); null when the server told none.</param>
public readonly record struct FlagRow(uint SequenceNumber, Uid Uid, FlagSet Flags, ModSeq? ModSeq);
