namespace Webmail.Mime.Parsing;

/// <summary>
/// Messages of an mbox file (RFC 4155). A message begins at a line <c>From …</c> at the start of the file or after an empty line.
/// </summary>
public static class Mbox
{
    /// <summary>The messages in order, as slices without their "From " lines and without the empty line before the next one. Lazy; one pass.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> file)
    {
        var start = BodyOf(file, 0);
        while (start >= 0)
        {
            var next = NextFromLine(file.Span, start);
            yield return WithoutLastEmptyLine(file[start..(next < 0 ? file.Length : next)]);
            start = next < 0 ? -1 : BodyOf(file, next);
        }
    }

    /// <summary>Undoes the quoting of "From " lines inside a message (mboxrd): one <c>&gt;</c> less.</summary>
    public static byte[] Unquote(ReadOnlySpan<byte> message)
    {
        var output = new byte[message.Length];
        var length = 0;
        while (!message.IsEmpty)
        {
            var end = message.IndexOf((byte)'\n');
            var line = end < 0 ? message : message[..(end + 1)];
            message = message[line.Length..];
            var text = line.TrimStart((byte)'>');
            if (text.Length < line.Length && text.StartsWith("From "u8)) line = line[1..];
            line.CopyTo(output.AsSpan(length));
            length += line.Length;
        }

        return output[..length];
    }

    // The place after the "From " line at this one; the place itself for a file that has none; -1 at the end.
    private static int BodyOf(ReadOnlyMemory<byte> file, int at)
    {
        var span = file.Span[at..];
        if (span.IsEmpty) return -1;
        if (!span.StartsWith("From "u8)) return at;
        var end = span.IndexOf((byte)'\n');
        return end < 0 ? file.Length : at + end + 1;
    }

    private static int NextFromLine(ReadOnlySpan<byte> file, int at)
    {
        while (file[at..].IndexOf("\nFrom "u8) is var found and >= 0)
        {
            at += found + 1;
            var before = file[..(at - 1)];
            if (before.EndsWith("\r"u8)) before = before[..^1];
            if (before.EndsWith("\n"u8)) return at;
        }

        return -1;
    }

    private static ReadOnlyMemory<byte> WithoutLastEmptyLine(ReadOnlyMemory<byte> message)
    {
        if (message.Span.EndsWith("\r\n\r\n"u8)) return message[..^2];
        return message.Span.EndsWith("\n\n"u8) ? message[..^1] : message;
    }
}
