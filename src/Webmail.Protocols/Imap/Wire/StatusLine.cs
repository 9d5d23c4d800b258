using System.Text;

namespace Webmail.Protocols.Imap.Wire;

/// <summary>
/// Lines whose end is text for people (<c>resp-text</c>): a brace at their end is prose, not a literal, unless a
/// response code is still open. Without this a server that says "OK see {123}" would make us wait for 123 octets.
/// </summary>
internal static class StatusLine
{
    /// <summary>True when <paramref name="line"/> is a status response or continuation whose text has begun.</summary>
    public static bool EndsInText(ReadOnlySpan<byte> line)
    {
        var rest = line;
        if (rest.StartsWith("+ "u8))
        {
            return !OpensCode(rest[2..]);
        }

        var space = rest.IndexOf((byte)' ');
        if (space <= 0)
        {
            return false;
        }

        rest = rest[(space + 1)..];
        var end = rest.IndexOf((byte)' ');
        return end > 0 && IsStatus(rest[..end]) && !OpensCode(rest[(end + 1)..]);
    }

    private static bool IsStatus(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "OK"u8) || Ascii.EqualsIgnoreCase(word, "NO"u8) || Ascii.EqualsIgnoreCase(word, "BAD"u8)
        || Ascii.EqualsIgnoreCase(word, "BYE"u8) || Ascii.EqualsIgnoreCase(word, "PREAUTH"u8);

    private static bool OpensCode(ReadOnlySpan<byte> text) => !text.IsEmpty && text[0] == (byte)'[' && !text.Contains((byte)']');
}
