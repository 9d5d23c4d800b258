namespace Webmail.Protocols.Imap.Wire;

/// <summary>The octets cannot be cut into responses any more, or a limit is passed: the stream is lost.</summary>
internal sealed class FramingException(string message) : Exception(message);
