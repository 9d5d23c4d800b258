using System.Globalization;
using System.Text;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Fuzz;

/// <summary>Damages what servers said, with the words of the shared dictionaries. The same seed gives the same run.</summary>
internal sealed class ImapMutator(IReadOnlyList<byte[]> samples, int seed)
{
    private static readonly Lazy<byte[][]> Words = new(Dictionary);

    private readonly Random _random = new(seed);

    public Random Random => _random;

    public byte[] Next()
    {
        var bytes = new List<byte>(samples[_random.Next(samples.Count)]);
        for (var change = _random.Next(1, 6); change > 0 && bytes.Count > 0; change--) Change(bytes);
        return [.. bytes];
    }

    /// <summary>Smaller and smaller pieces are taken away as long as <paramref name="fails"/> holds.</summary>
    public static async Task<byte[]> MinimiseAsync(byte[] input, Func<byte[], Task<bool>> fails)
    {
        for (var size = input.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length;)
            {
                byte[] shorter = [.. input[..at], .. input[(at + size)..]];
                if (await fails(shorter)) input = shorter;
                else at += size;
            }
        }

        return input;
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        switch (_random.Next(9))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, _random.Next(1, Math.Min(16, bytes.Count - at) + 1));
                break;
            case 2 or 3:
                bytes.InsertRange(at, Words.Value[_random.Next(Words.Value.Length)]);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 64), bytes.Count - at)));
                break;
            case 5:
                bytes[at] = "()\"\\{} []<>\r\n\0*~+"u8[_random.Next(17)];
                break;
            case 6:
                bytes.InsertRange(at, "(NIL \"x\" {3}\r\nabc) 99999999999999999999 -1 {4294967296}\r\n"u8[_random.Next(40)..].ToArray());
                break;
            case 7:
                var other = samples[_random.Next(samples.Count)];
                var from = _random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + _random.Next(400))]);
                break;
            default:
                bytes.RemoveRange(at, _random.Next(4) == 0 ? bytes.Count - at : 1);
                break;
        }
    }

    private static byte[][] Dictionary() =>
    [
        .. new[] { "imap.dict", "terminals.dict", "blns.dict" }
            .SelectMany(name => File.ReadLines(Corpus.PathOf("imap/fuzz-dicts/" + name), Encoding.Latin1))
            .Where(line => line.Length > 2 && line[0] == '"')
            .Select(Unquote),
    ];

    private static byte[] Unquote(string line)
    {
        var bytes = new List<byte>();
        for (var i = 1; i < line.Length - 1; i++)
        {
            if (line[i] == '\\' && line[i + 1] == 'x')
            {
                bytes.Add(byte.Parse(line.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 3;
                continue;
            }

            if (line[i] == '\\') i++;
            bytes.Add((byte)line[i]);
        }

        return [.. bytes];
    }
}
