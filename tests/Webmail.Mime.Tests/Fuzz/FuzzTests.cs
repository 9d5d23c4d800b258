using System.Diagnostics;
using System.Globalization;
using System.Text;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;
using Webmail.Mime.Tests.Parsing;
using Webmail.Mime.Tnef;

namespace Webmail.Mime.Tests.Fuzz;

/// <summary>
/// Damaged inputs for every parser. In the ordinary run a fixed number with fixed seeds; <c>WEBMAIL_FUZZ_SECONDS=3600</c> runs each target that long
/// with another seed and prints it. A finding is written, cut down, beside the test binaries.
/// </summary>
public sealed class FuzzTests
{
    private const int OrdinaryRounds = 1500;
    private static readonly Lazy<byte[][]> Mails = new(() => CorpusMessages.Paths().Select(File.ReadAllBytes).Where(b => b.Length < 20_000).ToArray());

    private static readonly Dictionary<string, (Func<byte[][]> Samples, Action<byte[]> Target)> Targets = new(StringComparer.Ordinal)
    {
        ["message"] = (() => Mails.Value, Message),
        ["header"] = (() => Mails.Value.Select(m => MimeMessage.Parse(m).Header.Raw.ToArray()).ToArray(), Values),
        ["decoders"] = (() => [Encoding.ASCII.GetBytes(Convert.ToBase64String(new byte[300], Base64FormattingOptions.InsertLineBreaks)), "a=3D=\r\n  b =20\r\n"u8.ToArray(), "begin 644 a\n#0V%T\n`\nend\n"u8.ToArray(), "=ybegin line=1\nabc=}\n=yend"u8.ToArray()], Decoders),
        ["tnef"] = (() => [[0x78, 0x9F, 0x3E, 0x22, 0, 0, 2, 2, 0x90, 6, 0, 0, 0, 0, 0, 0, 0, 2, 5, 0x90, 6, 0, 12, 0, 0, 0, 1, 0, 0, 0, 0x1E, 0, 7, 0x37, 1, 0, 0, 0, 0, 0]], b => TnefContents.Parse(b)),
    };

    public static TheoryData<string> Names => new(Targets.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Target_DamagedInput_NeverThrows(string name)
    {
        var (samples, target) = Targets[name];
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("WEBMAIL_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        var seed = seconds > 0 ? Environment.TickCount : 20261121;
        var fuzzer = new MutationFuzzer(samples(), seed);
        var clock = Stopwatch.StartNew();
        long rounds = 0;
        for (; seconds > 0 ? clock.Elapsed.TotalSeconds < seconds : rounds < OrdinaryRounds; rounds++)
        {
            var input = fuzzer.Next();
            if (Failure(target, input) is null) continue;
            var small = MutationFuzzer.Minimise(input, i => Failure(target, i) is not null);
            File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, $"fuzz-{name}-{seed}.bin"), small);
            Assert.Fail($"seed {seed}, round {rounds}: {Failure(target, small)}\n{Convert.ToBase64String(small)}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {rounds} rounds, seed {seed}");
        Assert.True(rounds > 0);
    }

    private static Exception? Failure(Action<byte[]> target, byte[] input)
    {
        try
        {
            target(input);
            return null;
        }
        catch (Exception found)
        {
            return found;
        }
    }

    private static void Message(byte[] bytes)
    {
        var message = MimeMessage.Parse(bytes);
        _ = (message.Subject, message.From, message.To, message.Date, message.MessageId);
        foreach (var part in message.AllParts())
        {
            if (part.Start > part.BodyStart || part.BodyStart > part.End) throw new InvalidOperationException("Offsets out of order.");
            _ = (part.Section, part.ContentId, part.DispositionFileName);
            if (part.MediaType == "text") part.DecodeText();
        }

        foreach (var attachment in message.Plan().Attachments)
        {
            if (attachment.FileName.AsSpan().ContainsAny("/\\\0\r\n")) throw new InvalidOperationException("Unsafe file name.");
        }

        message.Inspect();
        SameInPieces(bytes);
    }

    // One parser, two ways of feeding it.
    private static void SameInPieces(byte[] bytes)
    {
        var (whole, pieces) = (new EventText(), new EventText());
        MimeReader.Read(bytes, whole, null);
        var scanner = new MimeScanner(pieces, MimeLimits.Default);
        var start = 0;
        for (var end = Math.Min(97, bytes.Length); ; end = Math.Min(end + 97, bytes.Length))
        {
            start += scanner.Feed(bytes.AsSpan(start, end - start), default, final: false);
            if (end == bytes.Length) break;
        }

        scanner.Feed(bytes.AsSpan(start), default, final: true);
        if (whole.ToString() != pieces.ToString()) throw new InvalidOperationException("The pieces tell another story than the whole.");
    }

    private static void Values(byte[] bytes)
    {
        EncodedWords.Decode(bytes);
        foreach (var address in AddressList.Parse(bytes).Mailboxes)
        {
            if (address.Address.AsSpan().ContainsAny("\r\n\0")) throw new InvalidOperationException("Unsafe address.");
        }

        ContentType.Parse(bytes);
        ContentDisposition.Parse(bytes);
        _ = MailDate.TryParse(bytes, out _);
        MessageIds.Parse(bytes);
        ReceivedHeader.Parse(bytes);
        AuthenticationResults.Parse(bytes);
        Webmail.Mime.Headers.TagList.Parse(bytes);
        ListLinks.Parse(bytes);
        CommaList.Parse(bytes);
        foreach (var field in HeaderBlock.Parse(bytes).Fields.ToArray()) _ = (field.End, field.Start);
        FileNames.Clean(Encoding.UTF8.GetString(bytes));
    }

    private static void Decoders(byte[] bytes)
    {
        foreach (var encoding in Enum.GetValues<TransferEncoding>())
        {
            var whole = TransferDecoding.Decode(bytes, encoding);
            using var stream = TransferDecoding.Open(new MemoryStream(bytes), encoding);
            var pieces = new MemoryStream();
            var small = new byte[7];
            int read;
            while ((read = stream.Read(small, 0, small.Length)) > 0) pieces.Write(small, 0, read);
            if (!whole.AsSpan().SequenceEqual(pieces.ToArray())) throw new InvalidOperationException($"{encoding}: the stream differs from the span.");
        }
    }
}
