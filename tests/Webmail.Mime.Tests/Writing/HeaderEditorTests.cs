using System.Text;
using Webmail.Mime.Parsing;
using Webmail.Mime.Tests.Parsing;
using Webmail.Mime.Writing;

namespace Webmail.Mime.Tests.Writing;

public sealed class HeaderEditorTests
{
    [Fact]
    public void Set_OneField_LeavesAllOtherBytes()
    {
        const string Text = "X-a:  odd \t value\r\nSubject : old\r\n  folded\r\nbroken line\r\nSubject: second\r\nTo: x\nEnd: y\r\n\r\nbody\r\n";
        var message = MimeMessage.Parse(Encoding.ASCII.GetBytes(Text));
        var bytes = new HeaderEditor(message.Header).Set(new HeaderName("Subject"), new HeaderValue("new")).Rewrite(message.Root);
        Assert.Equal("X-a:  odd \t value\r\nSubject: new\r\nbroken line\r\nTo: x\nEnd: y\r\n\r\nbody\r\n", Encoding.ASCII.GetString(bytes));
    }

    [Fact]
    public void SetPrependRemove_Together_GiveEachItsPlace()
    {
        var message = MimeMessage.Parse("A: 1\r\nB: 2\r\nC: 3\r\n\r\nx"u8.ToArray());
        var bytes = new HeaderEditor(message.Header).Remove(new HeaderName("a")).Prepend(new HeaderName("P"), new HeaderValue("0")).Set(new HeaderName("B"), new HeaderValue("22"))
            .Set(new HeaderName("D"), new HeaderValue("4")).Rewrite(message.Root);
        Assert.Equal("P: 0\r\nB: 22\r\nC: 3\r\nD: 4\r\n\r\nx", Encoding.ASCII.GetString(bytes));
    }

    [Fact]
    public void Rewrite_WithoutChange_IsByteForByte()
    {
        foreach (var path in CorpusMessages.Paths())
        {
            var bytes = File.ReadAllBytes(path);
            var message = MimeMessage.Parse(bytes);
            Assert.Equal(bytes, new HeaderEditor(message.Header).Rewrite(message.Root));
        }
    }

    [Fact]
    public void Set_OnEveryCorpusMessage_ChangesOnlyThatField()
    {
        foreach (var path in CorpusMessages.Paths())
        {
            var message = MimeMessage.Parse(File.ReadAllBytes(path));
            var rewritten = MimeMessage.Parse(new HeaderEditor(message.Header).Set(new HeaderName("X-New"), new HeaderValue("ä")).Rewrite(message.Root));
            Assert.Equal("ä", rewritten.Header.Text("X-New"));
            Assert.Equal(message.Root.RawBody.ToArray(), rewritten.Root.RawBody.ToArray());
        }
    }
}
