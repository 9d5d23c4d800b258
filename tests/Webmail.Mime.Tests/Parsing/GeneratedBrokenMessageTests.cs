using System.Globalization;
using System.Text;
using Webmail.Mime.Parsing;
using Webmail.Mime.Writing;

namespace Webmail.Mime.Tests.Parsing;

/// <summary>
/// Messages from a seeded generator that breaks what it writes: boundaries that share prefixes, are never closed, have white space behind them or are not
/// declared, parts without an empty line, mixed line ends, damaged encodings. Every leaf has a word of its own.
/// </summary>
public sealed class GeneratedBrokenMessageTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(0, 400));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Parse_BrokenMessage_LosesNoText(int seed)
    {
        var generator = new Generator(seed);
        var bytes = Encoding.Latin1.GetBytes(generator.Message());
        var message = MimeMessage.Parse(bytes);
        var texts = string.Join('\n', message.AllParts().Where(p => p.Children.Count == 0).Select(p => p.DecodeText()));
        Assert.All(generator.Words, word => Assert.Contains(word, texts, StringComparison.Ordinal));
        Assert.Equal(bytes, new HeaderEditor(message.Header).Rewrite(message.Root));
        Assert.Equal(generator.Flaws > 0, message.Inspect().Count > 0);
    }

    private sealed class Generator(int seed)
    {
        private static readonly string[] Stems = ["b", "bb", "b-", "=_b", "b.b", "--b"];
        private readonly Random _random = new(seed);
        private readonly StringBuilder _text = new();
        private int _boundaries;

        public List<string> Words { get; } = [];

        public int Flaws { get; private set; }

        public string Message()
        {
            _text.Append("Subject: generated\r\nFrom: a@example.org\r\n");
            Entity(0);
            return _text.ToString();
        }

        private void Entity(int depth)
        {
            var kind = depth >= 4 ? 2 : _random.Next(depth == 0 ? 1 : 4);
            if (kind == 0) Multipart(depth);
            else if (kind == 1) Embedded(depth);
            else Leaf(depth);
        }

        private void Multipart(int depth)
        {
            // Prefixes of each other, but never the same twice.
            var boundary = Stems[_random.Next(Stems.Length)] + new string('x', ++_boundaries);
            if (Flaw(8)) Line("Content-Type: multipart/mixed");
            else Line($"Content-Type: multipart/mixed; boundary=\"{boundary}\"");
            Line("");
            if (_random.Next(3) == 0) Line("preamble");
            for (var i = _random.Next(1, 4); i > 0; i--)
            {
                Line("--" + boundary + (_random.Next(6) == 0 ? "  " : ""));
                Entity(depth + 1);
            }

            if (Flaw(4)) return;
            Line($"--{boundary}--");
            if (_random.Next(3) == 0) Line("epilogue");
        }

        private void Embedded(int depth)
        {
            Line("Content-Type: message/rfc822");
            Line("");
            Line("Subject: inner");
            Entity(depth + 1);
        }

        private void Leaf(int depth)
        {
            var word = string.Create(CultureInfo.InvariantCulture, $"word{Words.Count}end");
            Words.Add(word);
            switch (_random.Next(4))
            {
                case 0:
                    Line("Content-Transfer-Encoding: base64");
                    Line("");
                    var padded = Convert.ToBase64String(Encoding.ASCII.GetBytes(word + (_random.Next(2) == 0 ? "." : "..")));
                    Line(padded.EndsWith('=') && Flaw(3) ? padded.TrimEnd('=') : padded);
                    break;
                case 1:
                    Line("Content-Transfer-Encoding: quoted-printable");
                    Line("");
                    Line($"{word} =3D{(Flaw(3) ? " =ZZ" : "")} =");
                    Line("soft");
                    break;
                case 2 when depth > 0 && Flaw(2):
                    Line("Content-Type: text/plain");
                    Line($"{word} right after the header");
                    break;
                default:
                    Line("Content-Type: text/plain");
                    Line("");
                    Line($"some {word} text");
                    break;
            }
        }

        private bool Flaw(int oneOf)
        {
            if (_random.Next(oneOf) != 0) return false;
            Flaws++;
            return true;
        }

        private void Line(string text) => _text.Append(text).Append("\r\n");
    }
}
