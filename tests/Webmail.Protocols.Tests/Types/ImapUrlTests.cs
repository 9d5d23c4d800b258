using Webmail.Protocols.Imap;

namespace Webmail.Protocols.Tests.Types;

public sealed class ImapUrlTests
{
    [Theory]
    [InlineData("INBOX", "", "/INBOX;UIDVALIDITY=7/;UID=5")]
    [InlineData("INBOX", "1.2", "/INBOX;UIDVALIDITY=7/;UID=5/;SECTION=1.2")]
    [InlineData("Work/a b;c%d?#\"[]", "1", "/Work/a%20b%3Bc%25d%3F%23%22%5B%5D;UIDVALIDITY=7/;UID=5/;SECTION=1")]
    [InlineData("Jérôme & Söhne/日本", "2", "/J%C3%A9r%C3%B4me%20&%20S%C3%B6hne/%E6%97%A5%E6%9C%AC;UIDVALIDITY=7/;UID=5/;SECTION=2")]
    public void ToString_MailboxAndSection_PercentEncodesWhatRfc5092Does(string mailbox, string part, string expected) =>
        Assert.Equal(expected, Url(mailbox, SectionPath.Create(part)).ToString());

    [Fact]
    public void ToString_HeaderFields_KeepsParentheses() =>
        Assert.Equal("/INBOX;UIDVALIDITY=7/;UID=5/;SECTION=HEADER.FIELDS%20(DATE%20FROM)", Url("INBOX", SectionPath.HeaderFields("DATE", "FROM")).ToString());

    [Fact]
    public void ToString_Partial_IsLast() =>
        Assert.Equal("/INBOX;UIDVALIDITY=7/;UID=5/;SECTION=1/;PARTIAL=10.20", (Url("INBOX", SectionPath.Create("1")) with { Partial = (10, 20) }).ToString());

    [Fact]
    public void ToString_ForSubmission_IsAbsoluteWithAccessAtTheEnd()
    {
        var url = Url("INBOX", SectionPath.Whole) with
        {
            Authorized = UrlAuthorization.Submission("ann@tidewater.test", "mail.tidewater.test", 1143) with { Expires = new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.FromHours(1)) },
        };
        Assert.Equal(
            "imap://ann%40tidewater.test@mail.tidewater.test:1143/INBOX;UIDVALIDITY=7/;UID=5;EXPIRE=2026-11-22T06:00:00Z;URLAUTH=submit+ann%40tidewater.test",
            url.ToString());
    }

    [Theory]
    [InlineData("mail.test/evil")]
    [InlineData("mail test")]
    [InlineData("")]
    public void UrlAuthorization_NoHostName_IsRefused(string host) =>
        Assert.Throws<ArgumentException>(() => UrlAuthorization.AnyUser("ann", host));

    private static ImapUrl Url(string mailbox, SectionPath section) =>
        new(MailboxName.Create(mailbox), new Uid(5)) { UidValidity = new UidValidity(7), Section = section };
}
