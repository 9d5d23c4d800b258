using System.Text;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;
using Webmail.Mime.Parts;
using Webmail.Mime.Tests.Parts;
using Webmail.Mime.Tests.Tnef;
using Webmail.Mime.Tnef;

namespace Webmail.Mime.Tests.Parsing;

/// <summary>Every limit, at its edge: what is exactly as large is read, one more is not, and it is said.</summary>
public sealed class LimitTests
{
    private static readonly MimeLimits Default = MimeLimits.Default;

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void MaxDepth(int levels, bool over)
    {
        var text = string.Concat(Enumerable.Range(1, levels - 1).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n")) + "\nleaf";
        var message = Parse(text, Default with { MaxDepth = 3 });
        Assert.Equal(over, Has(message, MimeDefectKind.TooDeep));
        Assert.Equal(3, message.AllParts().Count());
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void MaxParts(int parts, bool over)
    {
        var text = "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", parts - 1)) + "--b--\n";
        var message = Parse(text, Default with { MaxParts = 4 });
        Assert.Equal(over, Has(message, MimeDefectKind.TooManyParts));
        Assert.Equal(4, message.AllParts().Count());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void MaxHeaderLength(int more, bool over)
    {
        var header = "Subject: x\nX-Filler: " + new string('y', 90 + more) + "\n";
        var message = Parse(header + "\nbody", Default with { MaxHeaderLength = header.Length + 1 - more });
        Assert.Equal(over, Has(message, MimeDefectKind.HeaderTooLong));
        Assert.Equal("x", message.Subject);
        Assert.Equal("body", message.Root.DecodeText());
    }

    [Theory]
    [InlineData(HeaderBlock.MaxFields, false)]
    [InlineData(HeaderBlock.MaxFields + 1, true)]
    public void MaxFields(int count, bool over)
    {
        var message = Parse(string.Concat(Enumerable.Repeat("A: b\n", count)) + "\nbody");
        Assert.Equal(over, Has(message, MimeDefectKind.TooManyFields));
        Assert.Equal(HeaderBlock.MaxFields, message.Header.Fields.Length);
        Assert.Equal("body", message.Root.DecodeText());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void MaxDecodedValue(int more)
    {
        var message = Parse("Subject:" + new string('x', HeaderBlock.MaxDecodedValue + more) + "\n\n");
        Assert.Equal(HeaderBlock.MaxDecodedValue, message.Subject!.Length);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void MaxDefects(int broken, bool over)
    {
        var message = Parse("Subject: x\r\n" + string.Concat(Enumerable.Repeat("no field\r\n", broken)) + "\r\n", Default with { MaxDefects = 3 });
        Assert.Equal(over, Has(message, MimeDefectKind.TooManyDefects));
        Assert.Equal(3, message.Defects.Count(d => d.Kind == MimeDefectKind.MalformedHeaderLine));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void MaxEmbeddedLength(int less, bool over)
    {
        var (text, length) = Encoded();
        var message = Parse(text, Default with { MaxEmbeddedLength = length - less });
        Assert.Equal(over, Has(message, MimeDefectKind.EmbeddedTooLarge));
        Assert.Equal(over ? 0 : 1, message.Root.Children.Count);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void MaxWork(int less, bool over)
    {
        var (text, length) = Encoded();
        var message = Parse(text, Default with { MaxWork = length - less });
        Assert.Equal(over, Has(message, MimeDefectKind.OutOfWork));
        Assert.Equal(over ? 0 : 1, message.Root.Children.Count);
    }

    [Fact]
    public void MaxWork_AllLevelsDrawOnIt()
    {
        var (inner, innerLength) = Encoded();
        var outer = Convert.ToBase64String(Encoding.ASCII.GetBytes(inner));
        var message = Parse($"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{outer}", Default with { MaxWork = outer.Length + innerLength - 1 });
        Assert.True(Has(message, MimeDefectKind.OutOfWork));
        Assert.Equal(2, message.AllParts().Count());
    }

    [Theory]
    [InlineData(HeaderParameters.MaxPieces, false)]
    [InlineData(HeaderParameters.MaxPieces + 1, true)]
    public void MaxPieces(int count, bool over)
    {
        var type = ContentType.Parse(Encoding.ASCII.GetBytes("a/b" + string.Concat(Enumerable.Range(0, count).Select(i => $"; n*{i}=x"))));
        Assert.Equal(over, type.HasDefect);
        Assert.Equal(HeaderParameters.MaxPieces, type.Parameters["n"]!.Length);
    }

    [Theory]
    [InlineData(AddressList.MaxAddresses, false)]
    [InlineData(AddressList.MaxAddresses + 1, true)]
    public void MaxAddresses(int count, bool over)
    {
        var list = AddressList.Parse(Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Repeat("a@b", count))));
        Assert.Equal(over, list.HasDefect);
        Assert.Equal(AddressList.MaxAddresses, list.Mailboxes.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void MaxAddressLength(int more)
    {
        var list = AddressList.Parse(Encoding.ASCII.GetBytes("a@" + new string('b', MailAddress.MaxAddressLength - 2 + more)));
        Assert.Equal(MailAddress.MaxAddressLength, list.Mailboxes[0].Address.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void MaxIds(int more)
    {
        var ids = MessageIds.Parse(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, MessageIds.MaxIds + more).Select(i => $"<{i}>"))));
        Assert.Equal(MessageIds.MaxIds, ids.Count);
        // The last ones are the nearest ancestors.
        Assert.Equal($"{MessageIds.MaxIds + more}", ids[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void MaxEntriesLinksTagsAndResults(int more)
    {
        Assert.Equal(CommaList.MaxEntries, CommaList.Parse(Bytes(CommaList.MaxEntries + more, _ => "a,")).Count);
        Assert.Equal(ListLinks.MaxLinks, ListLinks.Parse(Bytes(ListLinks.MaxLinks + more, _ => "<https://x.example>,")).Count);
        Assert.Equal(Webmail.Mime.Headers.TagList.MaxTags, Webmail.Mime.Headers.TagList.Parse(Bytes(Webmail.Mime.Headers.TagList.MaxTags + more, i => $"t{i}=x;")).Count);
        Assert.Equal(AuthenticationResults.MaxResults, AuthenticationResults.Parse([.. "host"u8, .. Bytes(AuthenticationResults.MaxResults + more, _ => "; spf=pass")]).Results.Count);
        Assert.Equal(StatusReport.MaxGroups, StatusReport.Parse(Bytes(StatusReport.MaxGroups + more, _ => "Action: failed\n\n")).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void FileNameMaxLength(int more)
    {
        var name = FileNames.Clean(new string('a', FileNames.MaxLength - 4 + more) + ".pdf");
        Assert.Equal(FileNames.MaxLength, name.Length);
        Assert.EndsWith(".pdf", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BodyPlanner.MaxDepth, 1)]
    [InlineData(BodyPlanner.MaxDepth + 1, 0)]
    public void PlannerMaxDepth(int levels, int bodies)
    {
        var part = Leaf();
        for (var i = 1; i < levels; i++) part = FakePart.Multi("mixed", part);
        Assert.Equal(bodies, BodyPlan.Of(part).PlainView.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void PlannerMaxParts(int more)
    {
        // The multipart itself counts.
        var children = Enumerable.Range(0, BodyPlanner.MaxParts - 1 + more).Select(_ => Leaf()).ToArray();
        Assert.Equal(BodyPlanner.MaxParts - 1, BodyPlan.Of(FakePart.Multi("mixed", children)).PlainView.Count);
    }

    [Theory]
    [InlineData(TnefContents.MaxAttachments, false)]
    [InlineData(TnefContents.MaxAttachments + 1, true)]
    public void TnefMaxAttachments(int count, bool over)
    {
        var file = new TnefFile();
        for (var i = 0; i < count; i++) file.Attribute(2, 0x00069002, new byte[14]);
        var contents = TnefContents.Parse(file.ToArray());
        Assert.Equal(over, contents.HasDefect);
        Assert.Equal(TnefContents.MaxAttachments, contents.Attachments.Count);
    }

    [Theory]
    [InlineData(TnefContents.MaxDepth, 0)]
    [InlineData(TnefContents.MaxDepth + 1, 1)]
    public void TnefMaxDepth(int levels, int lost)
    {
        var inner = new TnefFile().Attribute(1, 0x0002800C, "innermost\0"u8.ToArray()).ToArray();
        for (var i = 1; i < levels; i++)
            inner = new TnefFile().Attribute(2, 0x00069002, new byte[14]).Attribute(2, 0x00069005, TnefFile.Properties((0x3701, 0x0D, [.. new byte[16], .. inner]))).ToArray();
        var contents = TnefContents.Parse(inner);
        var depth = 1;
        for (; contents.Attachments is [{ Embedded: { } embedded }]; contents = embedded) depth++;
        Assert.Equal(levels - lost, depth);
    }

    [Theory]
    [InlineData(PartialMessages.MaxPieces, true)]
    [InlineData(PartialMessages.MaxPieces + 1, false)]
    public void PartialMaxPieces(int count, bool joined)
    {
        var pieces = Enumerable.Range(1, count).Select(i => Parse($"Content-Type: message/partial; id=x; number={i}; total={count}\n\nline\n"));
        Assert.Equal(joined, PartialMessages.Join(pieces, 1_000_000) is not null);
    }

    private static (string Text, int Length) Encoded()
    {
        var content = Convert.ToBase64String("Subject: inner\n\nbody"u8);
        return ($"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{content}", content.Length);
    }

    private static FakePart Leaf() => FakePart.Part("leaf", "text/plain");

    private static byte[] Bytes(int count, Func<int, string> piece) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, count).Select(piece)));

    private static MimeMessage Parse(string text, MimeLimits? limits = null) => MimeMessage.Parse(Encoding.ASCII.GetBytes(text), limits);

    private static bool Has(MimeMessage message, MimeDefectKind kind) => message.Defects.Any(d => d.Kind == kind);
}
