using System.Text;

namespace Webmail.Mime.Parsing;

/// <summary>Finds the boundary that a multipart really uses: a line that begins with "--" and comes again with "--" behind it.</summary>
internal static class BoundaryGuess
{
    // The real one is among the first: it opens the first part.
    private const int MaxCandidates = 32;
    private const int MaxLength = 200;

    public static byte[]? Find(ReadOnlySpan<byte> body)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        while (at < body.Length)
        {
            var line = body[at..];
            var newline = line.IndexOf((byte)'\n');
            if (newline >= 0) line = line[..newline];
            if (line.StartsWith("--"u8) && line.Length is > 3 and < MaxLength)
            {
                var text = Encoding.Latin1.GetString(line[2..]).TrimEnd();
                if (text.EndsWith("--", StringComparison.Ordinal) && seen.Contains(text[..^2])) return Encoding.Latin1.GetBytes(text[..^2]);
                if (text.Length > 1 && seen.Count < MaxCandidates) seen.Add(text);
            }

            if (newline < 0) break;
            // Straight to the next line that begins with "--".
            var next = body[at..].IndexOf("\n--"u8);
            if (next < 0) break;
            at += next + 1;
        }

        return null;
    }
}
