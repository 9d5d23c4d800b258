using System.Text;
using Webmail.Mime.Charsets;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;
using Webmail.Mime.Tests.Headers;
using Webmail.Mime.Tests.Parsing;
using Webmail.Mime.Text;
using Webmail.Mime.Tnef;
using Webmail.Mime.Writing;

namespace Webmail.Mime.Tests.Fuzz;

/// <summary>One target per parser: what it starts from, and what must hold for every damaged input. Anything thrown is a finding.</summary>
internal static class FuzzTargets
{
    private static readonly Lazy<byte[][]> Mails = new(() => CorpusMessages.Paths().Select(File.ReadAllBytes).Where(b => b.Length < 20_000).ToArray());
    private static readonly Lazy<byte[][]> Headers = new(() => Mails.Value.Select(m => MimeMessage.Parse(m).Header.Raw.ToArray()).ToArray());

    public static readonly Dictionary<string, (Func<byte[][]> Samples, Action<byte[]> Target)> All = new(StringComparer.Ordinal)
    {
        ["message"] = (() => Mails.Value, Message),
        ["pieces"] = (() => Mails.Value, SameInPieces),
        ["header"] = (() => Headers.Value, HeaderValues),
        ["address"] = (() => Vectors("address"), Addresses),
        ["parameters"] = (() => Vectors("content_type"), Parameters),
        ["received"] = (() => [.. Vectors("received"), .. Vectors("date")], Received),
        ["words"] = (() => Vectors("unstructured"), Words),
        ["editor"] = (() => Mails.Value, Editor),
        ["mbox"] = (() => [.. Directory.GetFiles(CorpusFolder.File("mime/mimekit/mbox"), "*.mbox.txt").Select(File.ReadAllBytes).Where(b => b.Length < 60_000)], MboxFile),
        ["decoders"] = (() => ["QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\r\nQUI=\r\n"u8.ToArray(), "a=3D=\r\n  b =20\r\n"u8.ToArray(), "begin 644 a\n#0V%T\n`\nend\n"u8.ToArray(), "=ybegin line=1\nabc=}\n=yend"u8.ToArray()], Decoders),
        ["charsets"] = (() => ["\x1b$B$\"$$\x1b(B"u8.ToArray(), "\x1b$)A\x0e<:BO\x0f"u8.ToArray(), "+AGE-b+2D3cqQ-"u8.ToArray(), "Grüße <meta charset=utf-8>"u8.ToArray(), [0xFF, 0xFE, 0x41, 0]], Charsets),
        ["tnef"] = (() => [[0x78, 0x9F, 0x3E, 0x22, 0, 0, 2, 2, 0x90, 6, 0, 0, 0, 0, 0, 0, 0, 2, 5, 0x90, 6, 0, 12, 0, 0, 0, 1, 0, 0, 0, 0x1E, 0, 7, 0x37, 1, 0, 0, 0, 0, 0]], b => TnefContents.Parse(b)),
        ["rtf"] = (() => [Encoding.Latin1.GetBytes(@"{\rtf1\ansi\ansicpg1252\fromhtml1{\fonttbl{\f1\fcharset204 A;}}{\*\htmltag64 <p>}\htmlrtf x\htmlrtf0 \'e4\u8364?{\f1\'c0}\par\tab}")], Rtf),
    };

    private static byte[][] Vectors(string name) => MailParserVectors.Read(name).Select(v => v.Header).ToArray();

    private static void Message(byte[] bytes)
    {
        var message = MimeMessage.Parse(bytes);
        _ = (message.Subject, message.From, message.To, message.Date, message.MessageId);
        foreach (var part in message.AllParts())
        {
            Holds(part.Start <= part.BodyStart && part.BodyStart <= part.End, "offsets in order");
            _ = (part.Section, part.ContentId, part.DispositionFileName, ExternalBody.Of(part));
            if (part.MediaType == "text") FlowedText.Decode(part.DecodeText(), delSp: true);
            if (StatusReport.IsReport(part)) StatusReport.Parse(part.RawBody);
        }

        foreach (var attachment in message.Plan().Attachments) Holds(!attachment.FileName.AsSpan().ContainsAny("/\\\0\r\n"), "a safe file name");
        message.Inspect();
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
        Holds(whole.ToString() == pieces.ToString(), "the pieces tell the same story as the whole");
    }

    private static void HeaderValues(byte[] bytes)
    {
        var block = HeaderBlock.Parse(bytes);
        foreach (var field in block.Fields)
        {
            var value = block.ValueOf(field).ToArray();
            Addresses(value);
            Words(value);
        }

        MessageIds.Parse(bytes);
        ReceivedHeader.Parse(bytes);
        AuthenticationResults.Parse(bytes);
        Webmail.Mime.Headers.TagList.Parse(bytes);
        ListLinks.Parse(bytes);
        CommaList.Parse(bytes);
        FileNames.Clean(Encoding.UTF8.GetString(bytes));
    }

    private static void Addresses(byte[] bytes)
    {
        var list = AddressList.Parse(bytes);
        foreach (var address in list.Mailboxes) Holds(MailAddress.IsSafe(address.Address) && !(address.Name ?? "").AsSpan().ContainsAny("\r\n\0"), "a safe address");
        Holds(list.Groups.Sum(g => g.Members.Count) == list.Mailboxes.Count, "every mailbox in one group");
    }

    private static void Parameters(byte[] bytes)
    {
        var type = ContentType.Parse(bytes);
        Holds(type.MediaType.Length > 0 && type.Subtype.Length > 0, "a type and a subtype");
        Holds(type.Parameters.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() == type.Parameters.Count, "a name once");
        ContentDisposition.Parse(bytes);
    }

    private static void Received(byte[] bytes)
    {
        var hop = ReceivedHeader.Parse(bytes);
        Holds(hop.Date is null || MailDate.TryParse(bytes, out _), "one reader of dates");
    }

    private static void Words(byte[] bytes) => Holds(!EncodedWords.Decode(bytes).AsSpan().ContainsAny("\r\n\0"), "no line end in decoded text");

    // A field is added and taken away again: all others are as they were.
    private static void Editor(byte[] bytes)
    {
        var message = MimeMessage.Parse(bytes);
        var name = new HeaderName("X-Fuzz-Test");
        var changed = MimeMessage.Parse(new HeaderEditor(message.Header).Set(name, new HeaderValue("1")).Rewrite(message.Root));
        Holds(changed.Header.Text("X-Fuzz-Test") == "1", "the field is there");
        Holds(changed.Subject == message.Subject && changed.From.Mailboxes.SequenceEqual(message.From.Mailboxes), "the others are as they were");
    }

    private static void MboxFile(byte[] bytes)
    {
        foreach (var form in Enum.GetValues<MboxForm>())
        {
            var reader = new MboxReader(new MemoryStream(bytes), form);
            long length = 0;
            var block = new byte[61];
            while (Now(reader.NextAsync(CancellationToken.None)) is { } message)
            {
                while (Now(message.ReadAsync(block, CancellationToken.None).AsTask()) is var read and > 0) length += read;
            }

            Holds(length <= bytes.Length, "no more out than in");
        }
    }

    // A stream in memory never waits.
    private static T Now<T>(Task<T> task) => task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("Not at once.", task.Exception);

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
            Holds(whole.AsSpan().SequenceEqual(pieces.ToArray()), $"{encoding}: stream and span alike");
            if (TransferDecoder.Create(encoding) is { } decoder) Holds(whole.AsSpan().SequenceEqual(InPieces(decoder, bytes)), $"{encoding}: cut anywhere alike");
        }
    }

    private static byte[] InPieces(TransferDecoder decoder, byte[] bytes)
    {
        var output = new MemoryStream();
        var block = new byte[TransferDecoder.MinDestination];
        for (var at = 0; ; at += 5)
        {
            var rest = bytes.AsSpan(at, Math.Min(5, bytes.Length - at));
            var last = at + rest.Length == bytes.Length;
            bool done;
            do
            {
                done = decoder.Decode(rest, block, last, out var consumed, out var written);
                output.Write(block, 0, written);
                rest = rest[consumed..];
            }
            while (!done);
            if (last) return output.ToArray();
        }
    }

    private static void Charsets(byte[] bytes)
    {
        foreach (var name in new[] { null, "utf-7", "hz", "iso-2022-jp", "iso-2022-jp-2", "iso-2022-kr", "iso-2022-cn", "iso-8859-16", "utf-16", "gb18030", HtmlCharset.Find(bytes) })
            Holds(Charset.Decode(bytes, name).Length <= (bytes.Length * 2) + 2, $"{name}: no text out of nothing");
    }

    private static void Rtf(byte[] bytes)
    {
        _ = RtfBody.FindHtml(bytes);
        RtfBody.ToText(bytes);
    }

    private static void Holds(bool condition, string what)
    {
        if (!condition) throw new InvalidOperationException($"Not so: {what}.");
    }
}
