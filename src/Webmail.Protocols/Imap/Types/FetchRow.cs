namespace Webmail.Protocols.Imap;

/// <summary>
/// What a FETCH (or UIDFETCH) response told of one message; null where it was not told. A part of the response that could not be
/// understood is in <see cref="Defects"/> and never costs the rest of the row.
/// </summary>
public sealed class FetchRow
{
    /// <summary>1-based; zero in a UIDFETCH response (RFC 9586), which has none.</summary>
    public uint SequenceNumber { get; init; }

    /// <summary>Octets of the response it came in.</summary>
    internal int Bytes { get; init; }

    public Uid? Uid { get; set; }

    public FlagSet? Flags { get; set; }

    public DateTimeOffset? InternalDate { get; set; }

    /// <summary>RFC822.SIZE in octets.</summary>
    public long? Size { get; set; }

    public ModSeq? ModSeq { get; set; }

    public Envelope? Envelope { get; set; }

    public BodyStructure? BodyStructure { get; set; }

    /// <summary>PREVIEW (RFC 8970): text of up to 200 characters; null also when the server has none yet.</summary>
    public string? Preview { get; set; }

    /// <summary>SAVEDATE (RFC 8514).</summary>
    public DateTimeOffset? SaveDate { get; set; }

    /// <summary>EMAILID (RFC 8474), or Gmail's X-GM-MSGID in decimal.</summary>
    public string? EmailId { get; set; }

    /// <summary>THREADID (RFC 8474), or Gmail's X-GM-THRID in decimal.</summary>
    public string? ThreadId { get; set; }

    /// <summary>X-GM-LABELS decoded from modified UTF-7; null when not told.</summary>
    public IReadOnlyList<string>? Labels { get; set; }

    /// <summary>Bytes of sections, in the order sent.</summary>
    public IReadOnlyList<FetchSection> Sections { get; set; } = [];

    public IReadOnlyList<BinarySize> BinarySizes { get; set; } = [];

    public IReadOnlyList<FetchDefect> Defects { get; set; } = [];

    /// <summary>The first section that equals the path; null when there is none.</summary>
    public FetchSection? Section(SectionPath path)
    {
        foreach (var section in Sections)
        {
            if (section.Path.Equals(path))
                return section;
        }

        return null;
    }
}
