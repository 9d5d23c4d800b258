using Webmail.Protocols.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

public sealed class SmtpAddressTests
{
    [Theory]
    [InlineData("ann@example.org")]
    [InlineData("a.b+c=d@example.org")]
    [InlineData("a..b.@docomo.ne.jp")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("\"a\\\"b@c\"@example.org")]
    [InlineData("\"<x>\"@example.org")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData("ann@[IPv6:2001:db8::1]")]
    [InlineData("postmaster@localhost")]
    [InlineData("jos\u00e9@example.org")]
    [InlineData("\u7528\u6237@example.org")]
    public void An_address_is_written_as_it_was_read(string text) => Assert.Equal(text, SmtpAddress.Parse(text).OnWire);

    [Theory]
    [InlineData("")]
    [InlineData("@example.org")]
    [InlineData("ann")]
    [InlineData("ann@")]
    [InlineData("ann@ex ample.org")]
    [InlineData("ann@example.org>")]
    [InlineData("<ann@example.org>")]
    [InlineData("ann@example.org\r\nRCPT TO:<eve@example.org>")]
    [InlineData("\"a\r\nb\"@example.org")]
    [InlineData("\"a\nb\"@example.org")]
    [InlineData("\"a\0b\"@example.org")]
    [InlineData("\"a\\\r\"@example.org")]
    [InlineData("\"a\\\u00e9\"\u0085@example.org")]
    [InlineData("\"ab@example.org")]
    [InlineData("\"\"@example.org")]
    [InlineData("\"a\"b\"@example.org")]
    [InlineData("\"a\\\"@example.org")]
    [InlineData("ann@example..org")]
    [InlineData("ann@-example.org")]
    [InlineData("ann@example.org.")]
    [InlineData("ann@[127.0.0.1")]
    [InlineData("ann@[127.0.0.1]x")]
    [InlineData("ann@[a]>[b]")]
    [InlineData("ann@bob@example.org")]
    [InlineData("a\u0085b@example.org")]
    [InlineData("a\u2028b@example.org")]
    [InlineData("a\ud800b@example.org")]
    [InlineData("ann@exam\u0085ple.org")]
    [InlineData("ann@example.org SIZE=1")]
    public void What_could_end_the_path_or_the_line_is_no_address(string text)
    {
        Assert.False(SmtpAddress.TryParse(text, out _));
        Assert.Throws<FormatException>(() => SmtpAddress.Parse(text));
    }

    [Theory]
    [InlineData("ann@b\u00fccher.example", "ann@xn--bcher-kva.example", false)]
    [InlineData("jos\u00e9@b\u00fccher.example", "jos\u00e9@xn--bcher-kva.example", true)]
    public void Domains_become_A_labels_and_only_local_parts_need_UTF8(string text, string wire, bool needs)
    {
        var address = SmtpAddress.Parse(text);
        Assert.Equal((wire, needs), (address.OnWire, address.NeedsUtf8));
    }

    [Theory]
    [InlineData("ann", "ann@example.org")]
    [InlineData("a b", "\"a b\"@example.org")]
    [InlineData("a@b", "\"a@b\"@example.org")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"@example.org")]
    public void A_local_part_is_quoted_where_it_must_be(string local, string wire) => Assert.Equal(wire, SmtpAddress.Of(local, "example.org").OnWire);

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("a\0")]
    [InlineData("")]
    public void No_quoting_makes_a_control_character_fit(string local) => Assert.Throws<FormatException>(() => SmtpAddress.Of(local, "example.org"));

    [Fact]
    public void Too_long_is_no_address()
    {
        Assert.False(SmtpAddress.TryParse(new string('a', 257) + "@example.org", out _));
        Assert.False(SmtpAddress.TryParse("a@" + string.Join('.', Enumerable.Repeat("abcdefgh", 30)), out _));
    }

    [Theory]
    [InlineData("[127.0.0.1]", true)]
    [InlineData("client.example.org", true)]
    [InlineData("a\r\nMAIL FROM:<x>", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    public void A_client_name_is_a_domain_or_an_address(string text, bool is_) => Assert.Equal(is_, SmtpClientName.TryParse(text, out _));
}
