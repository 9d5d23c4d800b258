using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Tests.Transcripts;

/// <summary>Cuts whole transcripts into frames the simple way, everything at hand: the reference for what the framer does in pieces.</summary>
internal static class Frames
{
    public static byte[] FromLineFeeds(byte[] transcript)
    {
        using var wire = new MemoryStream();
        for (var i = 0; i < transcript.Length; i++)
        {
            if (transcript[i] == '\n' && (i == 0 || transcript[i - 1] != '\r'))
                wire.WriteByte((byte)'\r');
            wire.WriteByte(transcript[i]);
        }

        return wire.ToArray();
    }

    public static List<ImapFrame> Of(byte[] wire)
    {
        var frames = new List<ImapFrame>();
        var start = 0;
        var line = 0;
        while (line < wire.Length)
        {
            var end = wire.AsSpan(line).IndexOf("\r\n"u8);
            if (end < 0)
            {
                frames.Add(new ImapFrame(wire.AsMemory(start)));
                return frames;
            }

            end += line;
            var literal = LiteralLength(wire.AsSpan(line, end - line));
            line = end + 2;
            if (literal is { } length && length <= wire.Length - line)
            {
                line += length;
                continue;
            }

            frames.Add(new ImapFrame(wire.AsMemory(start, end - start)));
            start = line;
        }

        return frames;
    }

    public static ImapFrame One(string text) => new(Encoding.UTF8.GetBytes(text));

    private static int? LiteralLength(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[^1] != '}')
            return null;
        var open = line.LastIndexOf((byte)'{');
        return open >= 0 && int.TryParse(line[(open + 1)..^1].TrimEnd((byte)'+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }
}
