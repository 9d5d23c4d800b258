using System.Buffers.Text;

namespace Webmail.Tool.Commands;

/// <summary>Cuts replies that are all here into responses: lines, and the literals they announce.</summary>
internal static class ResponseFrames
{
    /// <summary>Responses without their line ends. A bare line feed ends a line too and is made CRLF before a literal.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(byte[] replies)
    {
        var frame = new MemoryStream();
        for (var at = 0; at < replies.Length;)
        {
            var feed = replies.AsSpan(at).IndexOf((byte)'\n');
            var line = replies.AsMemory(at, feed < 0 ? replies.Length - at : feed);
            at += line.Length + (feed < 0 ? 0 : 1);
            if (line.Span.EndsWith("\r"u8))
                line = line[..^1];
            frame.Write(line.Span);
            if (LiteralLength(line.Span) is not { } length || feed < 0)
            {
                if (frame.Length > 0)
                    yield return frame.ToArray();
                frame.SetLength(0);
                continue;
            }

            frame.Write("\r\n"u8);
            length = (int)Math.Min(length, replies.Length - at);
            frame.Write(replies, at, (int)length);
            at += (int)length;
        }

        if (frame.Length > 0)
            yield return frame.ToArray();
    }

    private static long? LiteralLength(ReadOnlySpan<byte> line)
    {
        var open = line.LastIndexOf((byte)'{');
        if (open < 0 || !line.EndsWith("}"u8))
            return null;
        var digits = line[(open + 1)..^1].TrimEnd("+-"u8);
        return Utf8Parser.TryParse(digits, out long length, out var used) && used == digits.Length && length >= 0 ? length : null;
    }
}
