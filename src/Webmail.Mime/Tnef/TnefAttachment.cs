namespace Webmail.Mime.Tnef;

/// <summary>One attachment of a winmail.dat.</summary>
public sealed class TnefAttachment
{
    /// <summary>The sender's name, long form preferred; not cleaned.</summary>
    public string? Name { get; internal set; }

    /// <summary>The media type, where one is given and looks like one.</summary>
    public string? MediaType { get; internal set; }

    /// <summary>Without angle brackets.</summary>
    public string? ContentId { get; internal set; }

    public ReadOnlyMemory<byte> Data { get; internal set; }

    /// <summary>An attached message, which is TNEF again.</summary>
    public TnefContents? Embedded { get; internal set; }
}
