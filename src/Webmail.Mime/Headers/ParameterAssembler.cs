using System.Buffers;
using System.Globalization;
using System.Text;
using Webmail.Mime.Charsets;
using Webmail.Mime.Encodings;

namespace Webmail.Mime.Headers;

/// <summary>
/// Puts the pieces of RFC 2231 together: <c>name*=</c>, <c>name*0=</c>, <c>name*1*=</c>, in any order and with gaps. Bytes of all pieces are joined
/// before the charset is applied, because senders split characters. A value that is not of RFC 2231 may hold encoded words (RFC 2047
/// forbids it, every client does it).
/// </summary>
internal sealed class ParameterAssembler
{
    private readonly List<Entry> _entries = [];
    private Dictionary<string, int>? _index;
    private int _pieces;

    public bool HasDefect { get; set; }

    /// <summary>False when the limit is reached and the rest is to be left out.</summary>
    public bool Add(ReadOnlySpan<byte> rawName, byte[] value)
    {
        if (++_pieces > HeaderParameters.MaxPieces)
        {
            HasDefect = true;
            return false;
        }

        Split(rawName, out var name, out var number, out var extended);
        if (name.Length == 0)
        {
            HasDefect = true;
            return true;
        }

        _index ??= new Dictionary<string, int>(StringComparer.Ordinal);
        if (!_index.TryGetValue(name, out var at))
        {
            at = _entries.Count;
            _index.Add(name, at);
            _entries.Add(new Entry(name));
        }

        _entries[at].Pieces.Add(new Piece(number, extended, value));
        return true;
    }

    public HeaderParameters Build()
    {
        if (_entries.Count == 0) return HasDefect ? new HeaderParameters([], hasDefect: true) : HeaderParameters.Empty;
        var items = new HeaderParameter[_entries.Count];
        for (var i = 0; i < items.Length; i++) items[i] = Join(_entries[i]);
        return new HeaderParameters(items, HasDefect);
    }

    private HeaderParameter Join(Entry entry)
    {
        var pieces = entry.Pieces;
        // Order of preference: name*=, then name*0…, then name=.
        var whole = pieces.FindIndex(p => p.Number == Piece.Whole && p.Extended);
        if (whole >= 0) return Extended(entry.Name, [pieces[whole]]);
        var numbered = pieces.FindAll(p => p.Number >= 0);
        if (numbered.Count > 0) return Numbered(entry.Name, numbered);
        if (pieces.Count > 1) HasDefect = true;
        return new HeaderParameter(entry.Name, EncodedWords.DecodeParameter(pieces[0].Value));
    }

    private HeaderParameter Numbered(string name, List<Piece> pieces)
    {
        var sorted = pieces.OrderBy(p => p.Number).DistinctBy(p => p.Number).ToList();
        if (sorted.Count != pieces.Count || sorted[^1].Number != sorted.Count - 1) HasDefect = true;
        if (sorted.Exists(p => p.Extended)) return Extended(name, sorted);
        var joined = new byte[sorted.Sum(p => p.Value.Length)];
        var length = 0;
        foreach (var piece in sorted)
        {
            piece.Value.CopyTo(joined, length);
            length += piece.Value.Length;
        }

        return new HeaderParameter(name, EncodedWords.DecodeParameter(joined));
    }

    private static HeaderParameter Extended(string name, List<Piece> pieces)
    {
        var bytes = new ArrayBufferWriter<byte>();
        string? charset = null, language = null;
        for (var i = 0; i < pieces.Count; i++)
        {
            ReadOnlySpan<byte> value = pieces[i].Value;
            if (!pieces[i].Extended)
            {
                bytes.Write(value);
                continue;
            }

            if (i == 0)
            {
                SplitCharset(ref value, out charset, out language);
            }
            else if (charset is not null && value.Length > charset.Length && value[charset.Length] == '\''
                && Encoding.Latin1.GetString(value[..charset.Length]).Equals(charset, StringComparison.OrdinalIgnoreCase))
            {
                // Some senders repeat the charset in every piece.
                value = value[(charset.Length + 1)..];
            }

            AppendPercentDecoded(value, bytes);
        }

        return new HeaderParameter(name, Charset.Decode(bytes.WrittenSpan, charset), string.IsNullOrEmpty(language) ? null : language);
    }

    private static void SplitCharset(ref ReadOnlySpan<byte> value, out string? charset, out string? language)
    {
        charset = language = null;
        var first = value.IndexOf((byte)'\'');
        if (first < 0) return;
        var second = value[(first + 1)..].IndexOf((byte)'\'');
        if (second < 0) return;
        charset = Encoding.Latin1.GetString(value[..first]);
        language = Encoding.Latin1.GetString(value.Slice(first + 1, second));
        value = value[(first + second + 2)..];
    }

    private static void AppendPercentDecoded(ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        var target = output.GetSpan(value.Length + 1);
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && HexBytes.TryPair(value[i + 1], value[i + 2], out var pair))
            {
                target[length++] = pair;
                i += 2;
            }
            else
            {
                target[length++] = value[i];
            }
        }

        output.Advance(length);
    }

    // "filename*10*" → filename, 10, extended.
    private static void Split(ReadOnlySpan<byte> raw, out string name, out int number, out bool extended)
    {
        raw = raw.Trim(" \t\r\n\""u8).TrimStart((byte)'*');
        number = Piece.Whole;
        extended = false;
        var star = raw.IndexOf((byte)'*');
        var bare = star < 0 ? raw : raw[..star].TrimEnd(" \t\r\n"u8);
        name = Charset.Decode(bare, null).ToLowerInvariant();
        if (star < 0) return;
        extended = raw[^1] == '*';
        var rest = raw[(star + 1)..].Trim(" \t\r\n*"u8);
        var end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? rest : rest[..end];
        if (digits.IsEmpty) return;
        number = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
    }

    private readonly record struct Piece(int Number, bool Extended, byte[] Value)
    {
        public const int Whole = -1;
    }

    private sealed record Entry(string Name)
    {
        public List<Piece> Pieces { get; } = [];
    }
}
