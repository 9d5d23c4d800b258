using System.Text;
using Webmail.Mail.Accounts;

namespace Webmail.Mail.Tests.Accounts;

public sealed class PasswordSealTests
{
    private static readonly AccountIdentity Noor = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "tidewater", "noor@tidewater.test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("correct horse")]
    [InlineData("пароль パスワード \U0001F511")]
    public async Task A_password_comes_back_with_the_session_secret_it_was_sealed_with(string password)
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var (blob, secret) = await SealAsync(fixture, password);
        using var opened = await fixture.Get<PasswordSeal>().OpenAsync(blob, secret, Noor, Ct);
        Assert.Equal(password, opened?.Reveal());
    }

    [Fact]
    public async Task One_flipped_bit_anywhere_never_opens()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var (blob, secret) = await SealAsync(fixture, "correct horse");
        for (var bit = 0; bit < blob.Length * 8; bit++)
        {
            var broken = (byte[])blob.Clone();
            broken[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(await fixture.Get<PasswordSeal>().OpenAsync(broken, secret, Noor, Ct));
        }
    }

    [Fact]
    public async Task One_flipped_bit_of_the_cookies_secret_never_opens()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var (blob, secret) = await SealAsync(fixture, "correct horse");
        for (var bit = 0; bit < secret.Length * 8; bit++)
        {
            var broken = (byte[])secret.Clone();
            broken[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(await fixture.Get<PasswordSeal>().OpenAsync(blob, broken, Noor, Ct));
        }
    }

    public static TheoryData<string> Swaps => ["tenant", "user", "account", "session"];

    [Theory]
    [MemberData(nameof(Swaps))]
    public async Task A_blob_moved_to_another_row_never_opens(string swapped)
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var (blob, secret) = await SealAsync(fixture, "correct horse");
        var other = swapped switch
        {
            "tenant" => Noor with { TenantId = "quayside" },
            "user" => Noor with { UserId = Guid.NewGuid() },
            "account" => Noor with { AccountId = Guid.NewGuid() },
            _ => Noor with { SessionId = Guid.NewGuid() },
        };
        Assert.Null(await fixture.Get<PasswordSeal>().OpenAsync(blob, secret, other, Ct));
    }

    [Fact]
    public async Task Another_installation_never_opens_it()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        await using var other = await AccountsFixture.CreateAsync(Ct);
        var (blob, secret) = await SealAsync(fixture, "correct horse");
        Assert.Null(await other.Get<PasswordSeal>().OpenAsync(blob, secret, Noor, Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(28)]
    public async Task A_blob_cut_short_never_opens(int length)
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var (blob, secret) = await SealAsync(fixture, "correct horse");
        Assert.Null(await fixture.Get<PasswordSeal>().OpenAsync(blob.AsMemory(0, length), secret, Noor, Ct));
    }

    [Fact]
    public async Task Two_seals_of_one_password_have_nothing_in_common()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var secret = PasswordSeal.NewSessionSecret();
        using var password = new Secret("correct horse");
        var one = await fixture.Get<PasswordSeal>().SealAsync(password, secret, Noor, Ct);
        var two = await fixture.Get<PasswordSeal>().SealAsync(password, secret, Noor, Ct);
        Assert.False(one.AsSpan(1).SequenceEqual(two.AsSpan(1)));
        Assert.DoesNotContain("correct", Encoding.UTF8.GetString(one), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_prints_stars()
    {
        using var secret = new Secret("correct horse");
        var login = new AccountLogin(new("imap.tidewater.test", 993, Webmail.Protocols.Net.TransportSecurity.Tls), "noor", secret);
        Assert.DoesNotContain("horse", $"{secret} {login}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_secret_is_gone()
    {
        var secret = new Secret("correct horse");
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(secret.Reveal);
    }

    private static async Task<(byte[] Blob, byte[] Secret)> SealAsync(AccountsFixture fixture, string text)
    {
        var secret = PasswordSeal.NewSessionSecret();
        using var password = new Secret(text);
        return (await fixture.Get<PasswordSeal>().SealAsync(password, secret, Noor, Ct), secret);
    }
}
