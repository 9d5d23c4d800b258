using System.Collections;

namespace Webmail.Mime.Headers;

/// <summary>
/// The parameters of a Content-Type or Content-Disposition (RFC 2045 section 5.1, RFC 2231), in order of first appearance.
/// A name has one value: the RFC 2231 form wins over the plain form, the first of two equals wins.
/// </summary>
public sealed class HeaderParameters : IReadOnlyList<HeaderParameter>
{
    /// <summary>Pieces that are looked at in one header; the rest is left out. Real file names come in fewer than 20.</summary>
    public const int MaxPieces = 1024;

    private readonly HeaderParameter[] _items;

    internal HeaderParameters(HeaderParameter[] items, bool hasDefect = false)
    {
        _items = items;
        HasDefect = hasDefect;
    }

    /// <summary>No parameters.</summary>
    public static HeaderParameters Empty { get; } = new([]);

    public int Count => _items.Length;

    /// <summary>True when something had to be forgiven: duplicates, missing semicolons or quotes, gaps in the numbering, too many pieces.</summary>
    public bool HasDefect { get; }

    public HeaderParameter this[int index] => _items[index];

    /// <summary>The value of <paramref name="name"/> (case-insensitive), or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var item in _items)
            {
                if (item.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return item.Value;
            }

            return null;
        }
    }

    /// <summary>Reads <c>; name=value; name*0*=charset'language'value</c>, with or without the leading semicolon.</summary>
    public static HeaderParameters Parse(ReadOnlySpan<byte> raw) => ParameterReader.Read(HeaderText.Clip(raw));

    /// <summary>The same from names and values that are already apart, as IMAP's BODYSTRUCTURE gives them.</summary>
    public static HeaderParameters FromPairs(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var assembler = new ParameterAssembler();
        foreach (var (name, value) in pairs)
        {
            if (!assembler.Add(name.Span, value.Span.ToArray())) break;
        }

        return assembler.Build();
    }

    public IEnumerator<HeaderParameter> GetEnumerator() => ((IEnumerable<HeaderParameter>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
