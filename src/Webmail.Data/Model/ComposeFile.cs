namespace Webmail.Data.Model;

/// <summary>A file of a draft, uploaded or on its way. Its bytes are <see cref="StoredChunk"/>s.</summary>
public sealed class ComposeFile
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    public Guid DraftId { get; set; }

    public required string Name { get; set; }

    /// <summary>type/subtype as the browser or the mail said; not to be trusted.</summary>
    public required string MediaType { get; set; }

    /// <summary>Octets in all.</summary>
    public long Size { get; set; }

    /// <summary>Octets that are here.</summary>
    public long Received { get; set; }

    /// <summary>Shown in the text instead of offered.</summary>
    public bool Inline { get; set; }

    /// <summary>Where the mail server has its encoded body, as JSON; null: nowhere that is known.</summary>
    public string? Place { get; set; }

    /// <summary>True: there are no bytes here, only at <see cref="Place"/>.</summary>
    public bool IsElsewhere { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
