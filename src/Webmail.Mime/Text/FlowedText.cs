using System.Text;

namespace Webmail.Mime.Text;

/// <summary>
/// <c>text/plain; format=flowed</c> (RFC 3676): lines that end in a space go on in the next one; space-stuffing is undone; the signature line
/// <c>"-- "</c> is not flowed; a change of quote depth ends a paragraph. Line ends of the result are LF.
/// </summary>
public static class FlowedText
{
    /// <summary>Quote marks that are counted; more are text.</summary>
    public const int MaxQuoteDepth = 100;

    /// <param name="delSp">The DelSp parameter was <c>yes</c>: the space that marks a flowed line is no part of the text.</param>
    public static string Decode(string text, bool delSp)
    {
        ArgumentNullException.ThrowIfNull(text);
        var output = new StringBuilder(text.Length);
        var openDepth = -1;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw;
            var depth = 0;
            while (depth < line.Length && depth < MaxQuoteDepth && line[depth] == '>') depth++;
            line = line[depth..];
            if (line.Length > 0 && line[0] == ' ') line = line[1..];
            var signature = line is "-- ";
            var flowed = line.Length > 0 && line[^1] == ' ' && !signature;
            var continues = openDepth == depth && !signature;
            if (!continues)
            {
                if (openDepth >= 0) output.Append('\n');
                output.Append('>', depth);
                if (depth > 0 && line.Length > 0) output.Append(' ');
            }

            output.Append(flowed && delSp ? line[..^1] : line);
            if (!flowed) output.Append('\n');
            openDepth = flowed ? depth : -1;
        }

        // The last line had no end of its own unless the text did.
        if (openDepth < 0 && output.Length > 0) output.Length--;
        return output.ToString();
    }

    /// <summary>
    /// The form for sending: lines of at most <paramref name="width"/> characters, space-stuffed. A line of the text is a paragraph; leading quote
    /// marks are kept as quote depth. Line ends of the result are CRLF.
    /// </summary>
    public static string Encode(string text, int width = 72)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        var output = new StringBuilder(text.Length + (text.Length / 32));
        var first = true;
        foreach (var paragraph in text.AsSpan().EnumerateLines())
        {
            if (!first) output.Append("\r\n");
            first = false;
            Paragraph(paragraph, width, output);
        }

        return output.ToString();
    }

    private static void Paragraph(ReadOnlySpan<char> text, int width, StringBuilder output)
    {
        var depth = 0;
        while (depth < text.Length && depth < MaxQuoteDepth && text[depth] == '>') depth++;
        var quote = text[..depth];
        text = text[depth..];
        if (depth > 0 && text.Length > 0 && text[0] == ' ') text = text[1..];
        // Trailing spaces would join the paragraph to the next one.
        if (text is not "-- ") text = text.TrimEnd(' ');
        var room = Math.Max(width - depth - 2, 20);
        do
        {
            var piece = text;
            if (text.Length > room)
            {
                var cut = text[..room].LastIndexOf(' ');
                if (cut < 0) cut = text.IndexOf(' ');
                // The space stays: it is the mark of a flowed line.
                if (cut >= 0 && !text[(cut + 1)..].IsWhiteSpace()) piece = text[..(cut + 1)];
            }

            output.Append(quote);
            if (depth > 0 || (piece.Length > 0 && piece[0] is ' ' or '>') || piece.StartsWith("From ")) output.Append(' ');
            output.Append(piece);
            text = text[piece.Length..];
            if (!text.IsEmpty) output.Append("\r\n");
        }
        while (!text.IsEmpty);
    }
}
