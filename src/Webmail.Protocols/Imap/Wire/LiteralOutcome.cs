namespace Webmail.Protocols.Imap.Wire;

/// <summary>What the framer did with the content of a detached literal.</summary>
public enum LiteralOutcome
{
    /// <summary>Read off the wire and dropped, but for its first octets: nobody asked to stream it.</summary>
    Drained,

    /// <summary>Handed to the command that asked for it, octet by octet.</summary>
    Streamed,
}
