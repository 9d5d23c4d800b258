using Webmail.Protocols.Imap;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class MailUrlTests
{
    [Theory]
    [InlineData("INBOX")]
    [InlineData("Projects/Harbour pilot/2026")]
    [InlineData("a~1b/~0c~")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("50% off? #1 & more")]
    [InlineData("Путь/受信箱/صندوق")]
    [InlineData("back\\slash")]
    public void A_folder_name_comes_back_from_its_address(string name)
    {
        var path = MailUrl.For("1a2b3c4d", MailboxName.Create(name), new Uid(12));
        Assert.Equal(new MailUrl("1a2b3c4d", name, new Uid(12)), MailUrl.Parse(path));
    }

    [Fact]
    public void A_folder_is_one_segment() =>
        Assert.Equal(4, MailUrl.For("1a2b3c4d", MailboxName.Create("a/b/c")).Split('/').Length);

    [Fact]
    public void A_window_of_its_own_shows_the_same_message() =>
        Assert.Equal(new MailUrl("1a2b3c4d", "a/b", new Uid(12)), MailUrl.Parse(MailUrl.ForWindow("1a2b3c4d", MailboxName.Create("a/b"), new Uid(12))));

    [Theory]
    [InlineData("settings")]
    [InlineData("")]
    [InlineData("mailbox/x")]
    [InlineData("mail/a/b/c/d")]
    public void Other_pages_are_no_mail_address(string path) => Assert.Null(MailUrl.Parse(path));

    [Fact]
    public void The_bare_address_is_the_inbox() => Assert.Equal(new MailUrl(null, null, null), MailUrl.Parse("mail?x=1"));

    [Fact]
    public void A_message_that_is_no_uid_is_no_message() => Assert.Null(MailUrl.Parse("mail/a/INBOX/0x12")!.Message);
}
