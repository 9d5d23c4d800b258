using System.Text;
using System.Text.RegularExpressions;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

public sealed partial class Mime4jTests
{
    // A text without any header is a body to us, and a line that is no field does not end a header; docs/mime.md has the reasons.
    private static readonly string[] Accepted = ["malformedHeader-noheader", "malformedHeaderStartsBody-nocrlfcrlf", "malformedHeaderStartsBody-noheader"];

    public static TheoryData<string> Messages =>
        new(Directory.GetFiles(CorpusFolder.File("mime/mime4j-testmsgs"), "*.msg").Select(f => Path.GetFileNameWithoutExtension(f)!).Except(Accepted, StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Messages))]
    public void Tree_OfCorpusMessage_IsTheExpectedOne(string name)
    {
        var message = MimeMessage.Parse(File.ReadAllBytes(Data($"{name}.msg")));
        Assert.Equal(Normal(Data($"{name}.xml")), new Mime4jTree(decoded: false).Write(message));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void DecodedParts_OfCorpusMessage_AreTheExpectedOnes(string name)
    {
        var tree = new Mime4jTree(decoded: true);
        var actual = tree.Write(MimeMessage.Parse(File.ReadAllBytes(Data($"{name}.msg"))));
        var expected = Normal(Data($"{name}_decoded.xml"));
        Assert.Equal(LeafElement().Replace(expected, "<leaf/>"), actual);
        var files = LeafElement().Matches(expected).Select(m => m.Groups["file"].Value).ToList();
        Assert.Equal(files.Count, tree.Bodies.Count);
        for (var i = 0; i < files.Count; i++)
            Assert.Equal(Comparable(File.ReadAllBytes(Data(files[i])), files[i]), Comparable(tree.Bodies[i].Content, files[i]));
    }

    [Theory]
    [InlineData("malformedHeader-noheader", "", "This is a simple message not having headers.\r\nThe whole text should be recognized as body.\r\n")]
    [InlineData("malformedHeaderStartsBody-noheader", "", "This is a simple message not having headers.\r\nThe whole text should be recognized as body.\r\n")]
    [InlineData("malformedHeaderStartsBody-nocrlfcrlf", "Subject AnotherHeader", "Body text\r\n")]
    public void AcceptedDifference_ReadsAsDocumented(string name, string fields, string body)
    {
        var root = MimeMessage.Parse(File.ReadAllBytes(Data($"{name}.msg"))).Root;
        var names = new List<string>();
        foreach (var field in root.Header.Fields) names.Add(Encoding.ASCII.GetString(root.Header.NameOf(field)));
        Assert.Equal(fields, string.Join(' ', names));
        Assert.Equal(body, root.DecodeText());
    }

    private static string Comparable(byte[] content, string file) => file.EndsWith(".txt", StringComparison.Ordinal)
        ? Encoding.Latin1.GetString(content).Replace("\r\n", "\n", StringComparison.Ordinal)
        : Convert.ToHexString(content);

    private static string Normal(string path) => Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Data(string name) => CorpusFolder.File($"mime/mime4j-testmsgs/{name}");

    [GeneratedRegex("<(?:text|binary)-body name=\"(?<file>[^\"]*)\"/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeafElement();
}
