using System.Text;
using Webmail.Protocols.Sasl;

namespace Webmail.Protocols.Tests.Sasl;

public sealed class MechanismTests
{
    // RFC 2195 section 2.
    [Fact]
    public void CRAM_MD5_says_what_RFC_2195_says()
    {
        var mechanism = new CramMd5(SaslCredentials.Password("tim", "tanstaaftanstaaf"));
        Assert.Null(mechanism.Begin());
        Assert.Equal("tim b913a602c7eda7a495b4e6e7334d3890", Text(mechanism.Answer("<1896.697170952@postoffice.reston.mci.net>"u8)));
        Assert.Throws<SaslException>(() => mechanism.Answer("<1>"u8));
    }

    [Fact]
    public void CRAM_MD5_answers_no_empty_challenge() =>
        Assert.Equal(SaslFailure.BadChallenge, Assert.Throws<SaslException>(() => new CramMd5(SaslCredentials.Password("tim", "t")).Answer([])).Failure);

    [Fact]
    public void PLAIN_says_name_and_password_between_NULs() =>
        Assert.Equal("\0tim\0tanstaaf", Text(new Plain(SaslCredentials.Password("tim", "tanstaaf")).Begin()!.Value));

    [Fact]
    public void LOGIN_says_name_then_password_then_nothing_more()
    {
        var mechanism = new Login(SaslCredentials.Password("tim", "secret"));
        Assert.Equal("tim", Text(mechanism.Answer("Password:"u8)));
        Assert.Equal("secret", Text(mechanism.Answer([])));
        Assert.Throws<SaslException>(() => mechanism.Answer("Again:"u8));
    }

    // RFC 7628 section 4.1.
    [Fact]
    public void OAUTHBEARER_says_what_RFC_7628_says()
    {
        var mechanism = new OAuthBearer(SaslCredentials.AccessToken("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="), Context() with { Host = "server.example.com", Port = 143 });
        Assert.Equal(
            "n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001",
            Text(mechanism.Begin()!.Value));
        Assert.Equal("\u0001", Text(mechanism.Answer("{\"status\":\"invalid_token\"}"u8)));
    }

    [Fact]
    public void XOAUTH2_says_name_and_token_and_then_lets_the_server_refuse()
    {
        var mechanism = new XOAuth2(SaslCredentials.AccessToken("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"));
        Assert.Equal(
            "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==",
            Convert.ToBase64String(mechanism.Begin()!.Value.Span));
        Assert.Equal("", Text(mechanism.Answer("{\"status\":\"401\"}"u8)));
    }

    [Theory]
    [InlineData("SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-256-PLUS PLAIN", true, true, "SCRAM-SHA-256-PLUS")]
    [InlineData("SCRAM-SHA-1-PLUS SCRAM-SHA-256 PLAIN", true, true, "SCRAM-SHA-1-PLUS")]
    [InlineData("SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN", true, false, "SCRAM-SHA-256")]
    [InlineData("plain login scram-sha-1", true, false, "SCRAM-SHA-1")]
    [InlineData("CRAM-MD5 LOGIN PLAIN", true, false, "PLAIN")]
    [InlineData("CRAM-MD5 LOGIN", true, false, "LOGIN")]
    [InlineData("CRAM-MD5 LOGIN PLAIN", false, false, "CRAM-MD5")]
    [InlineData("GSSAPI CRAM-MD5", true, false, "CRAM-MD5")]
    public void The_best_that_is_offered_is_chosen(string offered, bool encrypted, bool binding, string chosen) =>
        Assert.Equal(chosen, SaslChoice.Choose(offered.Split(' '), SaslCredentials.Password("u", "p"), Context(encrypted, binding)).Name);

    [Theory]
    [InlineData("SCRAM-SHA-256-PLUS SCRAM-SHA-256", true, ChannelBindingUse.Prefer, "p=tls-server-end-point,,")]
    [InlineData("SCRAM-SHA-256", true, ChannelBindingUse.Prefer, "y,,")]
    [InlineData("SCRAM-SHA-256-PLUS SCRAM-SHA-256", true, ChannelBindingUse.Never, "n,,")]
    [InlineData("SCRAM-SHA-256-PLUS SCRAM-SHA-256", false, ChannelBindingUse.Prefer, "n,,")]
    [InlineData("SCRAM-SHA-256", false, ChannelBindingUse.Prefer, "n,,")]
    public void SCRAM_says_truly_whether_it_could_have_bound(string offered, bool binding, ChannelBindingUse use, string header)
    {
        var mechanism = SaslChoice.Choose(offered.Split(' '), SaslCredentials.Password("u", "p"), Context(true, binding) with { Binding = use });
        Assert.StartsWith(header, Text(mechanism.Begin()!.Value), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SCRAM-SHA-256 PLAIN", true)]
    [InlineData("SCRAM-SHA-256-PLUS PLAIN", false)]
    [InlineData("GSSAPI", true)]
    [InlineData("", true)]
    public void Nothing_weaker_is_chosen_where_binding_is_required(string offered, bool binding)
    {
        var failure = Assert.Throws<SaslException>(() => SaslChoice.Choose(
            offered.Split(' '), SaslCredentials.Password("u", "p"), Context(true, binding) with { Binding = ChannelBindingUse.Require }));
        Assert.Equal(SaslFailure.NoMechanism, failure.Failure);
    }

    [Fact]
    public void A_token_is_never_sent_as_a_password() =>
        Assert.Throws<SaslException>(() => SaslChoice.Choose(["PLAIN", "LOGIN"], SaslCredentials.AccessToken("u", "t"), Context()));

    [Theory]
    [InlineData("a\0b", "p")]
    [InlineData("a", "p\0q")]
    public void NUL_is_no_part_of_name_or_password(string user, string password) =>
        Assert.Throws<ArgumentException>(() => SaslCredentials.Password(user, password));

    [Theory]
    [InlineData("a\u0001auth=Bearer x", "t")]
    [InlineData("a", "t\u0001\u0001")]
    public void A_separator_is_no_part_of_name_or_token(string user, string token) =>
        Assert.Throws<ArgumentException>(() => SaslCredentials.AccessToken(user, token));

    // RFC 4013 section 3, and what follows from its tables.
    [Theory]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("pa\u0308ss", "päss")]
    [InlineData("\u0007", null)]
    [InlineData("a\u0085b", null)]
    [InlineData("\uE000", null)]
    [InlineData("a\uD800", null)]
    public void SASLprep_maps_and_forbids(string text, string? prepared) => Assert.Equal(prepared, SaslPrep.Prepare(text));

    private static SaslContext Context(bool encrypted = true, bool binding = false) => new()
    {
        Host = "mail.example.org", Port = 465, IsEncrypted = encrypted, EndPointBinding = binding ? new byte[] { 1 } : null,
    };

    private static string Text(ReadOnlyMemory<byte> octets) => Encoding.UTF8.GetString(octets.Span);
}
