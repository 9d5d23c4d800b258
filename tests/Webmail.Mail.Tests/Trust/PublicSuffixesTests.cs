using Webmail.Mail.Trust;

namespace Webmail.Mail.Tests.Trust;

public sealed class PublicSuffixesTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("mail.news.example.com", "example.com")]
    [InlineData("a.b.example.co.uk", "example.co.uk")]
    [InlineData("co.uk", null)]
    [InlineData("com", null)]
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("city.kobe.jp", "city.kobe.jp")]
    [InlineData("www.city.kobe.jp", "city.kobe.jp")]
    [InlineData("c.kobe.jp", null)]
    [InlineData("noor.github.io", "noor.github.io")]
    [InlineData("github.io", null)]
    [InlineData("a.xn--55qx5d.cn", "a.xn--55qx5d.cn")]
    [InlineData("host.unknown-suffix", "host.unknown-suffix")]
    [InlineData("192.0.2.1", null)]
    [InlineData("a..com", null)]
    public void Organisation_IsOneLabelBelowThePublicSuffix(string domain, string? expected) => Assert.Equal(expected, PublicSuffixes.Organisation(domain));

    [Theory]
    [InlineData("news.example.com", "example.com", true)]
    [InlineData("example.com", "news.example.com", true)]
    [InlineData("a.example.co.uk", "b.example.co.uk", true)]
    [InlineData("other.co.uk", "example.co.uk", false)]
    [InlineData("co.uk", "example.co.uk", false)]
    [InlineData("eve.github.io", "noor.github.io", false)]
    [InlineData("", "example.com", false)]
    public void SpeaksFor_OneOrganisation_AndNoOther(string checkedDomain, string from, bool expected) => Assert.Equal(expected, DomainNames.SpeaksFor(checkedDomain, from));
}
