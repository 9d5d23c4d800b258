namespace Webmail.Protocols.Imap.Wire;

/// <summary>
/// The end of a line that announces a literal: <c>literal = "{" number64 ["+"] "}" CRLF</c>, <c>literal8 = "~{" ...</c>
/// (RFC 9051 section 9, RFC 7888).
/// </summary>
internal static class LiteralHeader
{
    /// <summary>The longest header that can be one: brace, 19 digits of a 63 bit number, sign, brace.</summary>
    public const int MaxLength = 22;

    /// <summary>Reads a header that ends at the end of <paramref name="tail"/> (the line without CRLF).</summary>
    /// <exception cref="FramingException">It is a header, but no number of octets anyone could send.</exception>
    public static bool TryParse(ReadOnlySpan<byte> tail, out long length)
    {
        length = 0;
        if (tail.Length < 3 || tail[^1] != (byte)'}')
        {
            return false;
        }

        var digits = tail[..^1];
        if (digits[^1] is (byte)'+' or (byte)'-')
        {
            digits = digits[..^1];
        }

        var open = digits.LastIndexOf((byte)'{');
        if (open < 0)
        {
            return IsEndlessNumber(digits) ? throw TooLong() : false;
        }

        digits = digits[(open + 1)..];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        return System.Buffers.Text.Utf8Parser.TryParse(digits, out length, out var used) && used == digits.Length
            ? true
            : throw TooLong();
    }

    // More digits than any length has, and the brace out of sight: the sender means a literal, and there is no way to skip it.
    private static bool IsEndlessNumber(ReadOnlySpan<byte> digits) =>
        digits.Length >= MaxLength - 3 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static FramingException TooLong() => new("The length of a literal is beyond 63 bits.");
}
