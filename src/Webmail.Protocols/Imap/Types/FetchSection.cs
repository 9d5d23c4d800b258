namespace Webmail.Protocols.Imap;

/// <summary>Bytes of a section in a FETCH response: BODY[...], BINARY[...], RFC822 and its parts.</summary>
public sealed class FetchSection
{
    public required SectionPath Path { get; init; }

    /// <summary>True when the server has undone the transfer encoding (RFC 3516).</summary>
    public bool IsBinary { get; init; }

    /// <summary>Where a partial fetch starts, "&lt;4096&gt;"; null for the whole section.</summary>
    public uint? Origin { get; init; }

    /// <summary>The bytes; null for NIL and when they were left in the stream.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>Set when the bytes are not here but follow in the stream: their length in octets.</summary>
    public long? DetachedLength { get; init; }
}
