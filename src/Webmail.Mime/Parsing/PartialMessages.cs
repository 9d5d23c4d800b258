using System.Buffers;
using System.Globalization;
using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

/// <summary>Puts message/partial pieces together (RFC 2046 section 5.2.2).</summary>
public static class PartialMessages
{
    /// <summary>Pieces of one message.</summary>
    public const int MaxPieces = 1000;

    private static readonly string[] FromInner = ["subject", "message-id", "encrypted", "mime-version"];

    /// <summary>The whole message, or null where a piece is missing or they are not of one message.</summary>
    /// <exception cref="MimeLimitException">The pieces together are longer than <paramref name="maxLength"/>.</exception>
    public static byte[]? Join(IEnumerable<MimeMessage> pieces, int maxLength)
    {
        var ordered = pieces.Take(MaxPieces).Select(m => m.Root).Where(r => r.ContentType.Is("message", "partial"))
            .Select(r => (Number: Number(r, "number"), Total: Number(r, "total"), Id: r.Parameters["id"], Part: r)).OrderBy(p => p.Number).ToList();
        if (ordered.Count == 0 || ordered[0].Id is null) return null;
        var total = ordered.Max(p => p.Total);
        if (total != ordered.Count || ordered.Exists(p => p.Id != ordered[0].Id)) return null;
        if (ordered.Where((p, i) => p.Number != i + 1).Any()) return null;
        if (ordered.Sum(p => p.Part.Size) > maxLength) throw new MimeLimitException($"The joined message is longer than {maxLength} bytes.");
        var output = new ArrayBufferWriter<byte>(4096);
        var first = ordered[0].Part;
        var inner = HeaderBlock.Parse(first.RawBody);
        Copy(first.Header, output, name => !OfInner(name));
        Copy(inner, output, OfInner);
        output.Write(first.RawBody.Span[inner.Raw.Length..]);
        foreach (var (_, _, _, part) in ordered.Skip(1)) output.Write(part.RawBody.Span);
        return output.WrittenSpan.ToArray();
    }

    private static void Copy(HeaderBlock header, ArrayBufferWriter<byte> output, Func<string, bool> wanted)
    {
        foreach (var field in header.Fields)
        {
            if (wanted(Encoding.ASCII.GetString(header.NameOf(field)).ToLowerInvariant())) output.Write(header.Raw.Span[field.Start..field.End]);
        }
    }

    private static bool OfInner(string name) => name.StartsWith("content-", StringComparison.Ordinal) || FromInner.Contains(name, StringComparer.Ordinal);

    private static int Number(MimePart part, string name) =>
        int.TryParse(part.Parameters[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
