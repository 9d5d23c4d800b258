using System.Globalization;
using System.Text;

namespace Webmail.Mime.Writing;

/// <summary>Parameters of Content-Type and Content-Disposition as tokens for <see cref="HeaderWriter.Structured"/>.</summary>
internal static class ParameterForms
{
    // Fits on a line with its name and quotes.
    private const int MaxPiece = 55;

    /// <summary>One parameter in as many tokens as it needs; plain where possible, else RFC 2231.</summary>
    public static IEnumerable<string> Of(string name, string value)
    {
        if (IsPlain(value) && value.Length <= MaxPiece) return [$"{name}={Quoted(value)}"];
        return Pieces(name, value);
    }

    /// <summary>For clients that do not read RFC 2231: encoded words inside quotes, against RFC 2047 but understood everywhere.</summary>
    public static IEnumerable<string> Fallback(string name, string value)
    {
        if (IsPlain(value)) return value.Length <= 800 ? [$"{name}={Quoted(value)}"] : [];
        var words = EncodedWordWriter.Encode(value).ToList();
        words[0] = $"{name}=\"{words[0]}";
        words[^1] += "\"";
        return words;
    }

    /// <summary>Separates parameters: all tokens but the last of the field end in a semicolon where a parameter ends.</summary>
    public static IEnumerable<string> Join(string first, params IEnumerable<string>[] parameters)
    {
        var previous = first;
        foreach (var parameter in parameters)
        {
            var separated = false;
            foreach (var token in parameter)
            {
                yield return separated ? previous : previous + ";";
                separated = true;
                previous = token;
            }
        }

        yield return previous;
    }

    private static IEnumerable<string> Pieces(string name, string value)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder("UTF-8''");
        var buffer = new byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            var encoded = Percent(buffer.AsSpan(0, rune.EncodeToUtf8(buffer)));
            if (piece.Length + encoded.Length > MaxPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(encoded);
        }

        pieces.Add(piece.ToString());
        if (pieces.Count == 1) return [$"{name}*={pieces[0]}"];
        return pieces.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{name}*{i}*={p}{(i < pieces.Count - 1 ? ";" : "")}"));
    }

    private static string Percent(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1 && IsAttributeChar(bytes[0])) return ((char)bytes[0]).ToString();
        return string.Concat(bytes.ToArray().Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture)));
    }

    private static string Quoted(string value) => value.Length > 0 && value.All(c => IsAttributeChar((byte)c)) ? value : AddressForms.Quote(value);

    private static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !value.Contains("=?", StringComparison.Ordinal);

    private static bool IsAttributeChar(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'!' or (byte)'#' or (byte)'$' or (byte)'&' or (byte)'+' or (byte)'-' or (byte)'.' or (byte)'^' or (byte)'_' or (byte)'`' or (byte)'{' or (byte)'|' or (byte)'}' or (byte)'~';
}
