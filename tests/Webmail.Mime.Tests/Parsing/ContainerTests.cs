using System.Text;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

public sealed class ContainerTests
{
    [Theory]
    [InlineData("message-partial", 3)]
    [InlineData("rfc2046", 2)]
    public void Partial_OfCorpus_JoinsToTheExpectedMessage(string name, int count)
    {
        var pieces = Enumerable.Range(0, count).Select(i => MimeMessage.Parse(Data($"{name}.{i}.eml"))).Reverse();
        var joined = MimeMessage.Parse(PartialMessages.Join(pieces, 1_000_000)!);
        var expected = MimeMessage.Parse(Data($"{name}.eml"));
        Assert.Equal(expected.Subject, joined.Subject);
        Assert.Equal(expected.MessageId, joined.MessageId);
        Assert.Equal(Text(expected.Root), Text(joined.Root));
    }

    [Fact]
    public void Partial_MissingPiece_IsNull() =>
        Assert.Null(PartialMessages.Join([MimeMessage.Parse(Data("message-partial.0.eml")), MimeMessage.Parse(Data("message-partial.2.eml"))], 1_000_000));

    [Fact]
    public void StatusReport_OfCorpusBounce_GivesActionAndStatus()
    {
        var message = MimeMessage.Parse(File.ReadAllBytes(CorpusFolder.File("mime/mimekit/messages/delivery-status.txt")));
        var groups = StatusReport.Parse(message.AllParts().Single(StatusReport.IsReport).Decode());
        Assert.Equal(2, groups.Count);
        Assert.Equal("failed", groups[1].Text("Action"));
    }

    [Fact]
    public void WrongBoundary_IsFoundFromTheBody()
    {
        var message = MimeMessage.Parse("Content-Type: multipart/mixed; boundary=wrong\r\n\r\n--right\r\n\r\na\r\n--right\r\n\r\nb\r\n--right--\r\n"u8.ToArray());
        Assert.Equal(["a", "b"], message.Root.Children.Select(c => c.DecodeText()));
        Assert.Contains(message.Defects, d => d.Kind == MimeDefectKind.WrongBoundary);
    }

    [Fact]
    public void MissingBoundaryParameter_IsGuessed()
    {
        var message = MimeMessage.Parse("Content-Type: multipart/mixed\r\n\r\npreamble\r\n--x\r\n\r\na\r\n--x--\r\n"u8.ToArray());
        Assert.Equal("a", Assert.Single(message.Root.Children).DecodeText());
    }

    [Fact]
    public void Sections_AreThoseOfImap()
    {
        const string Text = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\n1\r\n--a\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n2.1\r\n--b\r\n\r\n2.2\r\n--b--\r\n--a\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n3.1\r\n--a--\r\n";
        var message = MimeMessage.Parse(Encoding.ASCII.GetBytes(Text));
        Assert.Equal(["", "1", "2", "2.TEXT", "2.1", "2.2", "3", "3.1"], message.AllParts().Select(p => p.Section));
        Assert.All(message.AllParts().Where(p => p.MediaType == "text"), p => Assert.Equal(p.Section, p.DecodeText()));
    }

    private static byte[] Data(string name) => File.ReadAllBytes(CorpusFolder.File($"mime/mimekit/partial/{name}"));

    private static string Text(MimePart part) => Encoding.Latin1.GetString(part.RawBody.Span).ReplaceLineEndings("\n").TrimEnd('\n');
}
