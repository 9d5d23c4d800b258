namespace Webmail.Protocols.Smtp;

/// <summary>What a report about a failure brings back of the message (RET, RFC 3461 section 4.3).</summary>
public enum DsnReturn
{
    /// <summary>The server decides.</summary>
    Unspecified,

    Headers,

    Full,
}
