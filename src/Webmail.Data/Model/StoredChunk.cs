namespace Webmail.Data.Model;

/// <summary>A sealed piece of something too big for a row: a file of a draft, a message in the outbox.</summary>
public sealed class StoredChunk
{
    /// <summary>What it is a piece of.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>The first octet's place in the whole, before sealing.</summary>
    public long Offset { get; set; }

    /// <summary>Octets before sealing.</summary>
    public int Length { get; set; }

    public required byte[] Sealed { get; set; }
}
