using System.Globalization;

namespace Webmail.Protocols.Imap;

/// <summary>Which bytes of a part a section names (RFC 9051 section 6.4.5.1, <c>section-spec</c>).</summary>
public enum SectionKind
{
    /// <summary>The part's body; the whole message when the part number is empty.</summary>
    Body,

    /// <summary>The RFC 5322 header of the message or of an embedded message.</summary>
    Header,

    /// <summary>The named header lines only.</summary>
    HeaderFields,

    /// <summary>Every header line but the named ones.</summary>
    HeaderFieldsNot,

    /// <summary>The message text without its header.</summary>
    Text,

    /// <summary>The MIME header of the part.</summary>
    Mime,
}

/// <summary>
/// A section of a message: "" (everything), "1.2", "1.2.MIME", "HEADER.FIELDS (DATE FROM)". Compared without case.
/// </summary>
public sealed class SectionPath : IEquatable<SectionPath>
{
    /// <summary>Numbers in a path; no message that people send nests deeper, and a deeper path is an attack on us.</summary>
    public const int MaxDepth = 100;

    private SectionPath(string part, SectionKind kind, IReadOnlyList<string> fields)
    {
        Part = part;
        Kind = kind;
        Fields = fields;
    }

    /// <summary>The whole message.</summary>
    public static SectionPath Whole { get; } = new("", SectionKind.Body, []);

    public static SectionPath Header { get; } = new("", SectionKind.Header, []);

    public static SectionPath Text { get; } = new("", SectionKind.Text, []);

    /// <summary>"1.2", or "" for the message itself.</summary>
    public string Part { get; }

    public SectionKind Kind { get; }

    /// <summary>Header names of <see cref="SectionKind.HeaderFields"/> and its opposite; empty otherwise.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <exception cref="FormatException">The part is not numbers with dots, MIME without a part, or header names that are no field names.</exception>
    public static SectionPath Create(string part, SectionKind kind = SectionKind.Body, IReadOnlyList<string>? fields = null) =>
        TryCreate(part, kind, fields ?? [], out var path) ? path : throw new FormatException("Not a section of a message.");

    public static SectionPath HeaderFields(params string[] fields) => Create("", SectionKind.HeaderFields, fields);

    public static bool TryCreate(string part, SectionKind kind, IReadOnlyList<string> fields, out SectionPath path)
    {
        path = Whole;
        var named = kind is SectionKind.HeaderFields or SectionKind.HeaderFieldsNot;
        if (!IsPart(part) || (kind == SectionKind.Mime && part.Length == 0) || named != fields.Count > 0 || !fields.All(IsFieldName))
            return false;
        path = (part.Length, kind) switch
        {
            (0, SectionKind.Body) => Whole,
            (0, SectionKind.Header) => Header,
            (0, SectionKind.Text) => Text,
            _ => new SectionPath(part, kind, [.. fields]),
        };
        return true;
    }

    public bool Equals(SectionPath? other) =>
        other is not null && Kind == other.Kind && string.Equals(Part, other.Part, StringComparison.Ordinal)
        && Fields.SequenceEqual(other.Fields, StringComparer.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as SectionPath);

    public override int GetHashCode() => HashCode.Combine(Part, Kind, Fields.Count);

    /// <summary>What stands between the brackets of BODY[...].</summary>
    public override string ToString()
    {
        var word = Kind switch
        {
            SectionKind.Header => "HEADER",
            SectionKind.HeaderFields => "HEADER.FIELDS (" + string.Join(' ', Fields) + ")",
            SectionKind.HeaderFieldsNot => "HEADER.FIELDS.NOT (" + string.Join(' ', Fields) + ")",
            SectionKind.Text => "TEXT",
            SectionKind.Mime => "MIME",
            _ => "",
        };
        return Part.Length > 0 && word.Length > 0 ? Part + "." + word : Part + word;
    }

    private static bool IsPart(string part)
    {
        if (part.Length == 0)
            return true;
        var numbers = part.Split('.');
        return numbers.Length <= MaxDepth && numbers.All(number =>
            uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0);
    }

    private static bool IsFieldName(string name) =>
        name.Length is > 0 and <= 255 && name.All(c => c is > ' ' and <= '~' and not ':' and not '(' and not ')' and not '"' and not '{' and not '\\');
}
