using System.Text;

namespace Webmail.Mime.Headers;

/// <summary>
/// The header of a message or part: its bytes as they came, and an index of the fields. Nothing is decoded until asked for.
/// Lines that are no field (no colon, a space in the name) are skipped and counted in <see cref="HasDefect"/>.
/// </summary>
public sealed class HeaderBlock
{
    /// <summary>Fields in one block; the rest is not indexed. Long mailing-list chains have some hundreds.</summary>
    public const int MaxFields = 10_000;

    private readonly HeaderField[] _fields;
    private readonly int _count;

    internal HeaderBlock(ReadOnlyMemory<byte> raw, HeaderField[] fields, int count, bool hasDefect)
    {
        Raw = raw;
        _fields = fields;
        _count = count;
        HasDefect = hasDefect;
    }

    public static HeaderBlock Empty { get; } = new(ReadOnlyMemory<byte>.Empty, [], 0, hasDefect: false);

    /// <summary>The bytes of the block, without the empty line that ends it.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    public ReadOnlySpan<HeaderField> Fields => _fields.AsSpan(0, _count);

    public bool HasDefect { get; }

    /// <summary>Indexes a block. <paramref name="raw"/> is kept, not copied; it ends at its end or at the first empty line.</summary>
    public static HeaderBlock Parse(ReadOnlyMemory<byte> raw)
    {
        var (fields, count, length, defect) = HeaderIndexer.Index(raw.Span);
        return new HeaderBlock(raw[..length], fields, count, defect);
    }

    public ReadOnlySpan<byte> NameOf(HeaderField field) => Raw.Span.Slice(field.Start, field.NameLength);

    /// <summary>The raw value: from the colon to the line end, folds included.</summary>
    public ReadOnlySpan<byte> ValueOf(HeaderField field) => Raw.Span[field.ValueStart..field.End];

    /// <summary>The raw value of the first field of that name, or empty with <paramref name="found"/> false.</summary>
    public ReadOnlySpan<byte> Find(string name, out bool found)
    {
        foreach (var field in Fields)
        {
            if (!Ascii.EqualsIgnoreCase(NameOf(field), name)) continue;
            found = true;
            return ValueOf(field);
        }

        found = false;
        return [];
    }

    /// <summary>The raw value of the first field of that name; empty where there is none.</summary>
    public ReadOnlySpan<byte> Find(string name) => Find(name, out _);

    public bool Contains(string name)
    {
        Find(name, out var found);
        return found;
    }

    /// <summary>Bytes of one value that are decoded to text; no reader looks at more.</summary>
    public const int MaxDecodedValue = 256 * 1024;

    /// <summary>The decoded text of a field, of its first <see cref="MaxDecodedValue"/> bytes.</summary>
    public string TextOf(HeaderField field)
    {
        var value = ValueOf(field);
        return EncodedWords.Decode(value.Length <= MaxDecodedValue ? value : value[..MaxDecodedValue]);
    }

    /// <summary>The decoded text of the first field of that name, or null.</summary>
    public string? Text(string name)
    {
        foreach (var field in Fields)
        {
            if (Ascii.EqualsIgnoreCase(NameOf(field), name)) return TextOf(field);
        }

        return null;
    }

    /// <summary>The decoded texts of all fields of that name, in order.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var field in Fields)
        {
            if (Ascii.EqualsIgnoreCase(NameOf(field), name)) texts.Add(TextOf(field));
        }

        return texts;
    }

    /// <summary>The addresses of the first field of that name.</summary>
    public AddressList Addresses(string name) => AddressList.Parse(Find(name));
}
