using System.Text;
using Webmail.Protocols.Sasl;

namespace Webmail.Protocols.Tests.Sasl;

public sealed class ScramTests
{
    private const string Nonce1 = "fyko+d2lbbFgONRv9qkxdawL";
    private const string First1 = "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096";
    private const string Nonce256 = "rOprNGfwEbeRWgbNEkqO";
    private const string First256 = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    // RFC 5802 section 5.
    [Fact]
    public void SCRAM_SHA_1_says_what_RFC_5802_says()
    {
        var scram = Make(ScramHash.Sha1, Nonce1, "user", "pencil");
        Assert.Equal("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL", Text(scram.Begin()!.Value));
        Assert.Equal("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", Answer(scram, First1));
        Assert.Equal("", Answer(scram, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="));
        scram.Succeeded();
    }

    // RFC 7677 section 3.
    [Fact]
    public void SCRAM_SHA_256_says_what_RFC_7677_says()
    {
        var scram = Make(ScramHash.Sha256, Nonce256, "user", "pencil");
        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Text(scram.Begin()!.Value));
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            Answer(scram, First256));
        Assert.Equal("", Answer(scram, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        scram.Succeeded();
    }

    [Fact]
    public void A_binding_is_said_in_the_header_and_is_part_of_what_is_proved()
    {
        var context = Context(Nonce256) with { EndPointBinding = new byte[] { 1, 2, 3 } };
        var scram = new Scram(ScramHash.Sha256, SaslCredentials.Password("user", "pencil"), context, ScramBinding.EndPoint);
        Assert.Equal("SCRAM-SHA-256-PLUS", scram.Name);
        Assert.StartsWith("p=tls-server-end-point,,n=user,", Text(scram.Begin()!.Value), StringComparison.Ordinal);
        var input = Convert.ToBase64String([.. "p=tls-server-end-point,,"u8, 1, 2, 3]);
        Assert.StartsWith($"c={input},r=", Answer(scram, First256), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_comma_and_equals_sign_stays_one_attribute() =>
        Assert.Equal("n,,n=a=2Cb=3Dc,r=x", Text(Make(ScramHash.Sha256, "x", "a,b=c", "p").Begin()!.Value));

    [Theory]
    [InlineData("v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", SaslFailure.ServerNotGenuine)]
    [InlineData("v=", SaslFailure.ServerNotGenuine)]
    [InlineData("x=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", SaslFailure.ServerNotGenuine)]
    [InlineData("v", SaslFailure.BadChallenge)]
    [InlineData("", SaslFailure.BadChallenge)]
    [InlineData("e=invalid-proof", SaslFailure.Refused)]
    [InlineData("e=channel-bindings-dont-match", SaslFailure.ChannelBinding)]
    public void A_server_that_cannot_prove_itself_is_not_believed(string last, SaslFailure failure)
    {
        var scram = Make(ScramHash.Sha256, Nonce256, "user", "pencil");
        scram.Begin();
        Answer(scram, First256);
        Assert.Equal(failure, Assert.Throws<SaslException>(() => Answer(scram, last)).Failure);
        Assert.Equal(SaslFailure.ServerNotGenuine, Assert.Throws<SaslException>(scram.Succeeded).Failure);
    }

    [Fact]
    public void A_server_that_lets_us_in_without_a_proof_is_not_believed()
    {
        var scram = Make(ScramHash.Sha256, Nonce256, "user", "pencil");
        scram.Begin();
        Assert.Equal(SaslFailure.ServerNotGenuine, Assert.Throws<SaslException>(scram.Succeeded).Failure);
        Answer(scram, First256);
        Assert.Equal(SaslFailure.ServerNotGenuine, Assert.Throws<SaslException>(scram.Succeeded).Failure);
    }

    [Theory]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1", SaslFailure.TooWeak)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095", SaslFailure.TooWeak)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2147483647", SaslFailure.TooCostly)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001", SaslFailure.TooCostly)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999999999999", SaslFailure.BadChallenge)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-4096", SaslFailure.BadChallenge)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", SaslFailure.BadChallenge)]
    [InlineData("r=otherNonce123456789012,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", SaslFailure.BadChallenge)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096", SaslFailure.BadChallenge)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=!!!,i=4096", SaslFailure.BadChallenge)]
    [InlineData("m=ext,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", SaslFailure.BadChallenge)]
    [InlineData("s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", SaslFailure.BadChallenge)]
    [InlineData("e=unknown-user", SaslFailure.Refused)]
    [InlineData("", SaslFailure.BadChallenge)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO\u0001x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", SaslFailure.BadChallenge)]
    public void A_first_message_that_does_not_fit_gets_no_proof(string first, SaslFailure failure)
    {
        var scram = Make(ScramHash.Sha256, Nonce256, "user", "pencil");
        scram.Begin();
        Assert.Equal(failure, Assert.Throws<SaslException>(() => Answer(scram, first)).Failure);
    }

    [Fact]
    public void A_challenge_of_a_megabyte_is_refused_unread()
    {
        var scram = Make(ScramHash.Sha256, Nonce256, "user", "pencil");
        Assert.Equal(SaslFailure.BadChallenge, Assert.Throws<SaslException>(() => Answer(scram, First256 + ",x=" + new string('a', 1_000_000))).Failure);
    }

    [Fact]
    public void The_exception_never_shows_the_password()
    {
        var scram = Make(ScramHash.Sha256, Nonce256, "user", "pencil");
        var failure = Assert.Throws<SaslException>(() => Answer(scram, "e=pencil"));
        Assert.DoesNotContain("pencil", failure.ToString(), StringComparison.Ordinal);
    }

    private static SaslContext Context(string nonce) => new() { Host = "mail.example.org", Port = 465, IsEncrypted = true, NewNonce = () => nonce };

    private static Scram Make(ScramHash hash, string nonce, string user, string password) =>
        new(hash, SaslCredentials.Password(user, password), Context(nonce), ScramBinding.None);

    private static string Answer(SaslMechanism mechanism, string challenge) => Text(mechanism.Answer(Encoding.UTF8.GetBytes(challenge)));

    private static string Text(ReadOnlyMemory<byte> octets) => Encoding.UTF8.GetString(octets.Span);
}
