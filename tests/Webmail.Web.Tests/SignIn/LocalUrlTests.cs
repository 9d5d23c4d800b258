using Webmail.Web.SignIn;

namespace Webmail.Web.Tests.SignIn;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/mail")]
    [InlineData("/mail/1/INBOX/7?q=from:noor")]
    public void OrMailbox_APlaceHere_IsKept(string url) => Assert.Equal(url, LocalUrl.OrMailbox(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mail")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-in?returnUrl=/sign-in")]
    public void OrMailbox_AnywhereElse_IsTheMailbox(string? url) => Assert.Equal("/mail", LocalUrl.OrMailbox(url));
}
