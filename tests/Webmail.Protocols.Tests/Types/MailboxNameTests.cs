using System.Text;
using Webmail.Protocols.Imap;

namespace Webmail.Protocols.Tests.Types;

public sealed class MailboxNameTests
{
    [Theory]
    [InlineData("Entwürfe", "Entw&APw-rfe")]
    [InlineData("A&B", "A&-B")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("😀", "&2D3eAA-")]
    [InlineData("&&x", "&-&-x")]
    public void Names_go_to_modified_UTF7_and_back(string name, string wire)
    {
        Assert.Equal(wire, Encoding.ASCII.GetString(MailboxName.Create(name).ToWire(utf8: false)));
        Assert.True(MailboxName.TryFromWire(Encoding.ASCII.GetBytes(wire), false, out var read));
        Assert.Equal(name, read.Value);
        Assert.Equal(MailboxName.Create(name), read);
    }

    [Theory]
    [InlineData("INBOX")]
    [InlineData("inbox")]
    [InlineData("Inbox")]
    public void The_inbox_has_no_case(string name) => Assert.Equal(MailboxName.Inbox, MailboxName.Create(name));

    [Fact]
    public void Other_names_have_case() => Assert.NotEqual(MailboxName.Create("Inbox/a"), MailboxName.Create("INBOX/a"));

    [Theory]
    [InlineData("a&b")]
    [InlineData("&Jjo")]
    [InlineData("&AGE-")]
    [InlineData("&U,BTFw-&ZeVnLIqe-")]
    public void A_name_in_a_form_we_would_not_write_goes_back_as_it_came(string wire)
    {
        Assert.True(MailboxName.TryFromWire(Encoding.ASCII.GetBytes(wire), false, out var name));
        Assert.Equal(wire, Encoding.ASCII.GetString(name.ToWire(utf8: false)));
    }

    [Fact]
    public void UTF8_from_a_server_that_never_enabled_it_is_read_and_goes_back_as_it_came()
    {
        Assert.True(MailboxName.TryFromWire("Entwürfe"u8, false, out var name));

        Assert.Equal("Entwürfe", name.Value);
        Assert.Equal("Entwürfe"u8.ToArray(), name.ToWire(utf8: false));
    }

    [Theory]
    [InlineData("a\r\nA1 LOGOUT")]
    [InlineData("a\0b")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("")]
    public void Control_characters_and_empty_names_are_refused(string name) => Assert.False(MailboxName.TryCreate(name, out _));

    [Fact]
    public void Half_a_character_is_refused() => Assert.False(MailboxName.TryCreate("a\ud800b", out _));

    [Fact]
    public void A_control_character_hidden_in_base64_is_refused() => Assert.False(MailboxName.TryFromWire("a&AA0ACg-b"u8, false, out _));
}
