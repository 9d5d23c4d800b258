namespace Webmail.Protocols.Imap;

/// <summary>
/// A parameter of Content-Type or Content-Disposition as BODYSTRUCTURE carries it: the name in lower case, RFC 2231 marks
/// included ("filename*0*"), the value as raw bytes.
/// </summary>
public readonly record struct BodyParameter(string Name, ReadOnlyMemory<byte> Value);
