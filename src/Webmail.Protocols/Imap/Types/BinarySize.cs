namespace Webmail.Protocols.Imap;

/// <summary>BINARY.SIZE[part]: octets after undoing the transfer encoding (RFC 3516).</summary>
public readonly record struct BinarySize(SectionPath Part, long Octets);
