namespace Webmail.Protocols.Imap.Commands;

/// <summary>How to fetch a body.</summary>
public sealed record BodyFetchOptions
{
    /// <summary>Let the server undo the transfer encoding if it can (BINARY, RFC 3516): a quarter fewer octets. Default: false.</summary>
    public bool Binary { get; init; }

    /// <summary>Do not set \Seen. Default: true.</summary>
    public bool Peek { get; init; } = true;

    /// <summary>First octet wanted, from 0, and how many; null for all.</summary>
    public (uint Offset, uint Count)? Partial { get; init; }

    public static BodyFetchOptions Default { get; } = new();
}
