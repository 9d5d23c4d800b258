using Webmail.Mail.Compose;

namespace Webmail.Mail.Tests.Compose;

public sealed class MailtoTests
{
    [Fact]
    public void Names_receivers_subject_and_text()
    {
        var link = Mailto.Parse("mailto:a@example.org,b%40example.org?cc=c@example.org&subject=Tea%20%26+cake&body=One%0D%0ATwo&to=d@example.org")!;
        Assert.Equal(["a@example.org", "b@example.org", "d@example.org"], link.To.Select(person => person.Address));
        Assert.Equal(("c@example.org", "Tea &+cake", "One\nTwo"), (link.Cc[0].Address, link.Subject, link.Body));
    }

    [Fact]
    public void Names_no_file_and_no_other_field()
    {
        var link = Mailto.Parse("mailto:a@example.org?attach=/etc/passwd&from=b@example.org&subject=x%0D%0ABcc:%20evil@example.org")!;
        Assert.Equal("x  Bcc: evil@example.org", link.Subject);
        Assert.Empty(link.Bcc);
    }

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("javascript:alert(1)")]
    [InlineData(null)]
    public void Other_addresses_are_none(string? text) => Assert.Null(Mailto.Parse(text));
}
