using System.Diagnostics;
using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap.Grammar;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Tests.Transcripts;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Grammar;

/// <summary>Whatever a server sends, there is a response object and no exception, in time that grows with its length.</summary>
public sealed class FuzzTests
{
    private const int Mutations = 40_000;

    [Fact]
    public void Mutated_responses_never_throw()
    {
        var random = new Random(20261121);
        var seeds = Samples.All().Concat(Samples.Expected()).Select(frame => frame.Bytes.ToArray()).Where(bytes => bytes.Length < 4096).ToArray();
        var words = Dictionary();
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Mutate(random, seeds[random.Next(seeds.Length)], words);
            try
            {
                Assert.NotNull(ImapGrammar.ParseResponse(new ImapFrame(bytes), utf8: i % 5 == 0));
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Mutation {i}: {exception}\n{Encoding.Latin1.GetString(bytes)}"));
            }
        }
    }

    [Fact]
    public void Every_beginning_of_every_response_never_throws()
    {
        var parsed = 0;
        foreach (var frame in Samples.All().Where(frame => frame.Bytes.Length < 700).DistinctBy(frame => frame.Bytes.Length))
        {
            for (var length = 0; length < frame.Bytes.Length; length++)
            {
                Assert.NotNull(ImapGrammar.ParseResponse(new ImapFrame(frame.Bytes[..length])));
                parsed++;
            }
        }

        Assert.True(parsed > 10_000);
    }

    [Theory]
    [InlineData("* 1 FETCH (BODYSTRUCTURE ", "(")]
    [InlineData("* 1 FETCH (BODYSTRUCTURE ", "((\"a\" \"b\")")]
    [InlineData("* 1 FETCH (BODYSTRUCTURE (", "(\"message\" \"rfc822\" NIL NIL NIL NIL 1 (NIL) ")]
    [InlineData("* 1 FETCH (ENVELOPE ", "(")]
    [InlineData("* 1 FETCH (ENVELOPE (NIL \"", " UID 1 ENVELOPE (NIL ((")]
    [InlineData("* 1 FETCH (X ", "(")]
    [InlineData("* 1 FETCH ", "(")]
    [InlineData("* 1 FETCH (", "BODY[")]
    [InlineData("* 1 FETCH (FLAGS (", "\\Seen k")]
    [InlineData("* 1 FETCH (", "UID ")]
    [InlineData("* THREAD ", "(")]
    [InlineData("* THREAD ", "(1 ")]
    [InlineData("* LIST (", "\\a ")]
    [InlineData("* OK [", "[")]
    [InlineData("* OK [X \"", "] \"")]
    [InlineData("* ESEARCH ", "ALL 1:2,")]
    [InlineData("* SEARCH", " 4294967295 1")]
    [InlineData("* METADATA \"\" (", "\"\\")]
    [InlineData("* NAMESPACE (", "(\"\" \"/\")")]
    [InlineData("* X ", "{9}\r\n")]
    public void A_pattern_repeated_a_million_times_takes_linear_time(string start, string repeated)
    {
        var bytes = new byte[1_000_000];
        Encoding.ASCII.GetBytes(start).CopyTo(bytes, 0);
        for (var i = start.Length; i < bytes.Length; i++)
            bytes[i] = (byte)repeated[(i - start.Length) % repeated.Length];
        var clock = Stopwatch.StartNew();

        var response = ImapGrammar.ParseResponse(new ImapFrame(bytes));

        // Linear is some milliseconds, quadratic would be minutes.
        Assert.NotNull(response);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
    }

    private static byte[] Mutate(Random random, byte[] seed, byte[][] words)
    {
        var bytes = new List<byte>(seed);
        for (var change = random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(1, Math.Min(16, bytes.Count - at) + 1));
                    break;
                case 2:
                    bytes.InsertRange(at, words[random.Next(words.Length)]);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 64), bytes.Count - at)));
                    break;
                case 4:
                    bytes[at] = "()\"\\{} []<>\r\n\0"u8[random.Next(14)];
                    break;
                case 5:
                    bytes.InsertRange(at, "(NIL \"x\" {3}\r\nabc) 99999999999999999999 -1"u8[random.Next(20)..].ToArray());
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
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

            if (line[i] == '\\')
                i++;
            bytes.Add((byte)line[i]);
        }

        return [.. bytes];
    }
}
