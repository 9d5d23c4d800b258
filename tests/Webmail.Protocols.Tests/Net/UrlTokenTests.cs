using System.Text;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Tests.Net;

public sealed class UrlTokenTests
{
    [Theory]
    [InlineData("imap://a@h/I;UID=5;URLAUTH=submit+a:internal:91ab", "imap://a@h/I;UID=5;URLAUTH=submit+a:***")]
    [InlineData("554 <imap://a@h/I;urlauth=anonymous:internal:91ab> and imap://b;URLAUTH=user+b:X:2 too", "554 <imap://a@h/I;urlauth=anonymous:***> and imap://b;URLAUTH=user+b:*** too")]
    [InlineData("GENURLAUTH \"imap://a@h/I;URLAUTH=submit+a\" INTERNAL", "GENURLAUTH \"imap://a@h/I;URLAUTH=submit+a\" INTERNAL")]
    [InlineData("URLAUTH=submit+a:", "URLAUTH=submit+a:")]
    [InlineData("URLAUTH=", "URLAUTH=")]
    [InlineData("nothing = nothing", "nothing = nothing")]
    public void Only_what_signs_is_struck_out(string text, string clean)
    {
        Assert.Equal(clean, UrlToken.Strike(text));
        Assert.Equal(clean, Encoding.Latin1.GetString(UrlToken.Strike(Encoding.Latin1.GetBytes(text))));
    }

    [Theory]
    [InlineData("imap://a@h/I;UID=5;URLAUTH=submit+a:internal:91ab", "91ab")]
    [InlineData("imap://a@h/I;UID=5;URLAUTH=submit+a:91ab", "91ab")]
    [InlineData("imap://a@h/I;UID=5", "")]
    public void The_token_is_what_comes_last(string url, string token) => Assert.Equal(token, UrlToken.Of(url));

    [Fact]
    public void The_log_cuts_long_lines_after_striking()
    {
        var log = new List<string>();
        new ProtocolLog(log.Add).Server(Encoding.ASCII.GetBytes(new string('x', 2000) + ";URLAUTH=submit+someone:internal:91354a473744909de610943775f92038"));
        Assert.DoesNotContain("9135", Assert.Single(log), StringComparison.Ordinal);
    }
}
