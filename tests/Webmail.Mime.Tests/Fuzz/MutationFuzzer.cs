namespace Webmail.Mime.Tests.Fuzz;

/// <summary>
/// Damages samples with a seeded source of chance and gives them to a target. The first input that throws is cut down to what still throws.
/// The same seed gives the same run.
/// </summary>
internal sealed class MutationFuzzer(IReadOnlyList<byte[]> samples, int seed)
{
    private static readonly byte[][] Tokens =
    [
        "\r\n"u8.ToArray(), "\n\n"u8.ToArray(), "\r"u8.ToArray(), "--"u8.ToArray(), "=?utf-8?B?"u8.ToArray(), "?="u8.ToArray(), "="u8.ToArray(), "\""u8.ToArray(), "("u8.ToArray(),
        "<"u8.ToArray(), ";"u8.ToArray(), "*0*="u8.ToArray(), "Content-Type: message/rfc822\r\n\r\n"u8.ToArray(), "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"u8.ToArray(),
        "Content-Transfer-Encoding: base64\r\n"u8.ToArray(), "\0"u8.ToArray(), [0xFF, 0xFE], [0x1B, 0x24, 0x42], "+AAA"u8.ToArray(), "begin 644 a\n"u8.ToArray(), "\n--"u8.ToArray(),
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var bytes = new List<byte>(samples[_random.Next(samples.Count)]);
        for (var edits = _random.Next(1, 8); edits > 0; edits--) Edit(bytes);
        return [.. bytes];
    }

    /// <summary>Smaller and smaller pieces are taken away as long as <paramref name="fails"/> holds.</summary>
    public static byte[] Minimise(byte[] input, Func<byte[], bool> fails)
    {
        for (var size = input.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length;)
            {
                byte[] shorter = [.. input[..at], .. input[(at + size)..]];
                if (fails(shorter)) input = shorter;
                else at += size;
            }
        }

        return input;
    }

    private void Edit(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        switch (_random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes.RemoveRange(at, Math.Min(_random.Next(1, 200), bytes.Count - at));
                break;
            case 2:
                bytes.InsertRange(at, Tokens[_random.Next(Tokens.Length)]);
                break;
            case 3 when bytes.Count > 0:
                var start = _random.Next(bytes.Count);
                bytes.InsertRange(at, bytes.GetRange(start, Math.Min(_random.Next(1, 300), bytes.Count - start)));
                break;
            case 4:
                var other = samples[_random.Next(samples.Count)];
                var from = _random.Next(other.Length + 1);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + _random.Next(400))]);
                break;
            case 5 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
        }
    }
}
