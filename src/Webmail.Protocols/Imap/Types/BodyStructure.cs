namespace Webmail.Protocols.Imap;

/// <summary>One node of BODYSTRUCTURE or BODY (RFC 9051 section 7.5.2, <c>body</c>). Absent values are empty.</summary>
public abstract class BodyStructure
{
    /// <summary>The part number for BODY[...]: "1.2"; "" for the outermost multipart, "1" for a message that is one part.</summary>
    public required string Section { get; init; }

    /// <summary>Lower case, "multipart" for <see cref="MultipartStructure"/>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Lower case.</summary>
    public required string MediaSubtype { get; init; }

    public IReadOnlyList<BodyParameter> Parameters { get; init; } = [];

    /// <summary>"inline", "attachment" or another word, lower case; null when there is none or the server sent no extension data.</summary>
    public string? Disposition { get; init; }

    public IReadOnlyList<BodyParameter> DispositionParameters { get; init; } = [];

    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Content-Location, raw.</summary>
    public ReadOnlyMemory<byte> Location { get; init; }

    /// <summary>The value of the first parameter with this (lower-case) name; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Parameter(string name) => Find(Parameters, name);

    public ReadOnlyMemory<byte>? DispositionParameter(string name) => Find(DispositionParameters, name);

    private static ReadOnlyMemory<byte>? Find(IReadOnlyList<BodyParameter> parameters, string name)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (string.Equals(parameters[i].Name, name, StringComparison.Ordinal))
                return parameters[i].Value;
        }

        return null;
    }
}
