using System.Globalization;

namespace Webmail.Protocols.Imap;

/// <summary>
/// The life of a mailbox's UIDs: when it changes, every UID remembered before is void (RFC 9051 section 2.3.1.1).
/// Zero is not allowed by the RFC but is sent by some servers, so it is kept as a value that compares like any other.
/// </summary>
public readonly record struct UidValidity(uint Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
