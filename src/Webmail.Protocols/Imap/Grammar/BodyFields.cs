namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Content-Disposition as far as it was read.</summary>
internal struct DispositionFields
{
    public string? Kind;
    public BodyParameter[] Parameters;
}

/// <summary>A multipart as far as it was read.</summary>
internal struct MultipartFields
{
    public string Subtype;
    public BodyParameter[] Parameters;
    public DispositionFields Disposition;
    public string[] Languages;
    public ReadOnlyMemory<byte> Location;

    public readonly MultipartStructure Build(string section, BodyStructure[] parts) => new()
    {
        Section = section,
        MediaType = "multipart",
        MediaSubtype = Subtype,
        Parameters = Parameters ?? [],
        Disposition = Disposition.Kind,
        DispositionParameters = Disposition.Parameters ?? [],
        Languages = Languages ?? [],
        Location = Location,
        Parts = parts,
    };
}

/// <summary>A part that is no multipart as far as it was read.</summary>
internal struct PartFields
{
    public string Type;
    public string Subtype;
    public BodyParameter[] Parameters;
    public ReadOnlyMemory<byte> Id;
    public ReadOnlyMemory<byte> Description;
    public string Encoding;
    public long Octets;
    public long? Lines;
    public DispositionFields Disposition;
    public string[] Languages;
    public ReadOnlyMemory<byte> Location;
    public Envelope? Envelope;
    public BodyStructure? Embedded;

    public readonly SinglePartStructure Build(string section) => new()
    {
        Section = section,
        MediaType = Type ?? "application",
        MediaSubtype = Subtype ?? "octet-stream",
        Parameters = Parameters ?? [],
        Id = Id,
        Description = Description,
        Encoding = Encoding ?? "7bit",
        Octets = Octets,
        Lines = Lines,
        Disposition = Disposition.Kind,
        DispositionParameters = Disposition.Parameters ?? [],
        Languages = Languages ?? [],
        Location = Location,
        Envelope = Envelope,
        EmbeddedBody = Embedded,
    };
}
