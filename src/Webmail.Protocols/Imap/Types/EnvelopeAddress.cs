namespace Webmail.Protocols.Imap;

/// <summary>
/// One address structure of an ENVELOPE (RFC 9051 section 7.5.2): raw bytes, empty where the server sent NIL. A group is a start
/// (mailbox set, no host), its members, and an end (neither).
/// </summary>
public readonly struct EnvelopeAddress
{
    public EnvelopeAddress(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> route, ReadOnlyMemory<byte> mailbox, ReadOnlyMemory<byte> host, bool hasHost)
    {
        Name = name;
        Route = route;
        Mailbox = mailbox;
        Host = host;
        IsGroupStart = !hasHost && !mailbox.IsEmpty;
        IsGroupEnd = !hasHost && mailbox.IsEmpty;
    }

    /// <summary>The display name, encoded-words and all.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    /// <summary>The obsolete source route (adl).</summary>
    public ReadOnlyMemory<byte> Route { get; }

    /// <summary>The local part; the group's name for a group start.</summary>
    public ReadOnlyMemory<byte> Mailbox { get; }

    public ReadOnlyMemory<byte> Host { get; }

    public bool IsGroupStart { get; }

    public bool IsGroupEnd { get; }
}
