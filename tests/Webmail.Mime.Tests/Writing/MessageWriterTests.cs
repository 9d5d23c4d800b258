using System.Text;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;
using Webmail.Mime.Writing;

namespace Webmail.Mime.Tests.Writing;

public sealed class MessageWriterTests
{
    [Fact]
    public async Task Write_SameInput_GivesSameBytesThatReadBack()
    {
        var message = Outgoing.Message();
        var bytes = await Outgoing.SendAsync(message);
        Assert.Equal(bytes, await Outgoing.SendAsync(message));
        Outgoing.AssertCleanLines(bytes);
        Assert.True(Ascii.IsValid(bytes));
        var read = MimeMessage.Parse(bytes);
        Assert.Empty(read.Defects);
        Assert.Equal(message.Subject.Text, read.Subject);
        Assert.Equal("Jürgen Müller <juergen@example.org>", read.From.Mailboxes[0].ToString());
        Assert.Equal("Doe, John <john@example.net>, x@xn--bcher-kva.example", string.Join(", ", read.To.Mailboxes));
        Assert.Equal(message.Date, read.Date);
        Assert.Equal("1@example.org", read.MessageId);
    }

    [Fact]
    public async Task Write_ForSending_HasNoBcc()
    {
        var bytes = await Outgoing.SendAsync(Outgoing.Message());
        Assert.DoesNotContain("secret@", Encoding.ASCII.GetString(bytes), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("bcc", Encoding.ASCII.GetString(bytes), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Write_NameOfOneEndlessWord_FoldsAndReadsBack()
    {
        var name = new string('w', 3000);
        var bytes = await Outgoing.SendAsync(Outgoing.Message() with { From = new MailAddress(name, "ann@example.org") });
        Outgoing.AssertCleanLines(bytes);
        Assert.Equal(name, MimeMessage.Parse(bytes).From.Mailboxes[0].Name);
    }

    [Fact]
    public async Task Write_ForStorage_KeepsBcc()
    {
        var output = new MemoryStream();
        await MessageWriter.WriteForStorageAsync(Outgoing.Message(), output, Outgoing.Options(), TestContext.Current.CancellationToken);
        Assert.Equal("secret@example.net", MimeMessage.Parse(output.ToArray()).Header.Addresses("Bcc").Mailboxes[0].Address);
    }

    [Theory]
    [InlineData("Bcc")]
    [InlineData("bcc")]
    [InlineData("Resent-Bcc")]
    [InlineData("Content-Type")]
    public async Task Write_ReservedExtraField_IsRefused(string name)
    {
        var message = Outgoing.Message() with { Fields = [new(new HeaderName(name), new HeaderValue("x"))] };
        await Assert.ThrowsAsync<FormatException>(() => Outgoing.SendAsync(message));
    }

    [Theory]
    [InlineData("a\r\nBcc: x@y")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u0085b")]
    public void Values_WithControlCharacters_CannotExist(string text)
    {
        Assert.Throws<FormatException>(() => new HeaderValue(text));
        Assert.Throws<FormatException>(() => new HeaderName(text));
        Assert.Throws<FormatException>(() => new MessageId(text));
        Assert.Throws<FormatException>(() => new MailAddress(text, "a@b"));
        Assert.Throws<FormatException>(() => new MailAddress(null, $"\"{text}\"@b"));
        Assert.Throws<FormatException>(() => new MailAddress(null, $"a@{text}"));
    }

    [Fact]
    public async Task Write_FullStructure_ReadsBackWithEveryPart()
    {
        var image = new byte[1000];
        var file = Encoding.UTF8.GetBytes(new string('x', 100_000));
        var body = new OutgoingBody
        {
            PlainText = "Grüße\n-- \nich", Html = "<p>Grüße <img src=cid:i@x></p>", InlineParts = [Outgoing.File("bild.png", "image/png", image, "i@x")],
            Calendar = "BEGIN:VCALENDAR\nEND:VCALENDAR", Attachments = [Outgoing.File("Übersicht für 2026 – die endgültige Fassung mit allen Anlagen.pdf", "application/pdf", file)],
        };
        var bytes = await Outgoing.SendAsync(Outgoing.Message(body.Build()));
        Outgoing.AssertCleanLines(bytes);
        var read = MimeMessage.Parse(bytes);
        Assert.Empty(read.Defects);
        var plan = read.Plan();
        Assert.Equal("1.1", Assert.Single(plan.PlainView).Section);
        Assert.Equal("html", Assert.Single(plan.HtmlView).Subtype);
        Assert.Equal("Grüße\r\n-- \r\nich", ((MimePart)plan.PlainView[0]).DecodeText());
        Assert.Equal(image, ((MimePart)plan.InlineParts["i@x"]).Decode());
        Assert.Equal("REQUEST", Assert.Single(plan.Invitations).Parameters["method"]);
        var attachment = Assert.Single(plan.Attachments);
        Assert.Equal("Übersicht für 2026 – die endgültige Fassung mit allen Anlagen.pdf", attachment.FileName);
        Assert.Equal(attachment.FileName, attachment.Part.Parameters["name"]);
        Assert.Equal(file, ((MimePart)attachment.Part).Decode());
    }

    [Theory]
    [InlineData("plain ascii", "7bit")]
    [InlineData("Grüße, and mostly ascii text around it", "quoted-printable")]
    [InlineData("日本語のテキストです", "base64")]
    [InlineData("From here", "quoted-printable")]
    [InlineData(".", "quoted-printable")]
    public async Task Write_Text_ChoosesEncodingAndReadsBack(string text, string encoding)
    {
        var read = MimeMessage.Parse(await Outgoing.SendAsync(Outgoing.Message(new OutgoingText("html", text))));
        Assert.Equal(encoding, read.Root.Encoding);
        Assert.Equal(text, read.Root.DecodeText().TrimEnd('\r', '\n'));
    }

    [Fact]
    public async Task Write_LongLine_IsWrappedByEncoding()
    {
        var text = new string('a', 5000);
        var bytes = await Outgoing.SendAsync(Outgoing.Message(new OutgoingText("html", text)));
        Outgoing.AssertCleanLines(bytes);
        Assert.Equal(text, MimeMessage.Parse(bytes).Root.DecodeText().TrimEnd('\r', '\n'));
    }

    [Fact]
    public async Task Write_ForwardedMessage_StaysByteForByte()
    {
        var original = Encoding.UTF8.GetBytes("Subject: x\r\n\r\nGrüße\r\n");
        var body = new OutgoingBody { PlainText = "fwd", Attachments = [Outgoing.File("x.eml", "message/rfc822", original)] };
        var read = MimeMessage.Parse(await Outgoing.SendAsync(Outgoing.Message(body.Build())));
        var part = read.Root.Children[1];
        Assert.Equal("8bit", part.Encoding);
        Assert.Equal(original, part.RawBody.ToArray());
        Assert.Equal("x", part.Children[0].Header.Text("Subject"));
    }

    [Fact]
    public async Task Write_RawPart_SurvivesExactlyAndLosesBareLineEnds()
    {
        var signed = "Content-Type: text/plain\r\n\r\nsigned  \r\ntext"u8.ToArray();
        var body = new OutgoingMultipart("signed", [new OutgoingRaw(signed), new OutgoingRaw("Content-Type: application/pgp-signature\n\nsig\rnature\n"u8.ToArray())])
        {
            Parameters = [new("protocol", "application/pgp-signature"), new("micalg", "pgp-sha256")],
        };
        var bytes = await Outgoing.SendAsync(Outgoing.Message(body));
        Outgoing.AssertCleanLines(bytes);
        Assert.Equal(signed, MimeMessage.Parse(bytes).Root.Children[0].Raw.ToArray());
    }

    [Fact]
    public async Task Write_Utf8Headers_KeepsUnicode()
    {
        var message = Outgoing.Message() with { To = [new MailAddress("Jürgen", "jürgen@bücher.example")] };
        Assert.True(message.NeedsUtf8());
        await Assert.ThrowsAsync<FormatException>(() => Outgoing.SendAsync(message));
        var bytes = await Outgoing.SendAsync(message, utf8: true);
        Assert.Contains("jürgen@bücher.example", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(message.Subject.Text, MimeMessage.Parse(bytes).Subject);
    }

    [Fact]
    public async Task Write_MultipartHeader_NoLineIsLongerThan78()
    {
        var bytes = await Outgoing.SendAsync(Outgoing.Message() with { References = Enumerable.Range(0, 50).Select(i => new MessageId($"{i}.abcdefgh@example.org")).ToList() });
        var header = MimeMessage.Parse(bytes).Header;
        Assert.All(Encoding.ASCII.GetString(header.Raw.Span).Split("\r\n"), line => Assert.True(line.Length <= 78, line));
        Assert.Equal(50, MessageIds.Parse(header.Find("References")).Count);
    }

    [Fact]
    public async Task ReadReceipt_IsAReportThatNamesTheOriginal()
    {
        var original = HeaderBlock.Parse("Message-ID: <o@x>\r\nSubject: evil\r\n"u8.ToArray());
        var body = ReadReceipt.Body(new MailAddress(null, "me@example.org"), "Read.", original, new HeaderValue("example.org; Webmail"));
        var read = MimeMessage.Parse(await Outgoing.SendAsync(Outgoing.Message(body)));
        Assert.Empty(read.Defects);
        Assert.Equal("disposition-notification", read.Root.Parameters["report-type"]);
        Assert.Contains("Original-Message-ID: <o@x>", Encoding.ASCII.GetString(read.Root.Children[1].RawBody.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_BodiesPutInByTheCaller_MakeTheSameMessage()
    {
        var file = Outgoing.File("a.bin", "application/octet-stream", [.. Enumerable.Range(0, 5000).Select(i => (byte)i)]);
        var message = Outgoing.Message(new OutgoingBody { PlainText = "text", Html = "<p>text</p>", Attachments = [file, Outgoing.File("b.bin", "image/png", [1, 2, 3])] }.Build());
        var (start, length, whole) = (0L, 0L, new MemoryStream());
        var options = Outgoing.Options() with
        {
            PutsBody = (part, _) =>
            {
                if (part == file) start = whole.Length;
                return ValueTask.FromResult(false);
            },
            BodyEnds = part => length = part == file ? whole.Length - start : length,
        };
        await MessageWriter.WriteForSendingAsync(message, whole, options, Ct);
        var body = whole.ToArray().AsMemory((int)start, (int)length);

        var joined = new MemoryStream();
        await MessageWriter.WriteForSendingAsync(message, joined, Outgoing.Options() with
        {
            PutsBody = (part, _) =>
            {
                if (part == file) joined.Write(body.Span);
                return ValueTask.FromResult(part == file);
            },
        }, Ct);

        Assert.Equal(whole.ToArray(), joined.ToArray());
        Assert.Equal(body.ToArray(), MimeMessage.Parse(whole.ToArray()).Root.Children[1].RawBody.ToArray());
    }

    [Fact]
    public void Leaves_OfAUsualMessage_HaveTheSectionsOfImap()
    {
        var picture = Outgoing.File("p.png", "image/png", [1], "p@x");
        var file = Outgoing.File("a.bin", "application/octet-stream", [2]);
        var body = new OutgoingBody { PlainText = "text", Html = "<img src=cid:p@x>", InlineParts = [picture], Attachments = [file] }.Build();
        var leaves = body.Leaves().ToList();
        Assert.Equal(["1.1", "1.2.1", "1.2.2", "2"], leaves.Select(leaf => leaf.Section));
        Assert.Same(picture, leaves[2].Part);
        Assert.Same(file, leaves[3].Part);
        Assert.Equal("1", Assert.Single(new OutgoingText("plain", "alone").Leaves()).Section);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
