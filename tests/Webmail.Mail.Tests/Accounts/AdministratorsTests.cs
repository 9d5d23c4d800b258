using Webmail.Mail.Accounts;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Tests.Accounts;

public sealed class AdministratorsTests
{
    private static readonly ServerEndpoint Evil = new("imap.evil.example", 993, TransportSecurity.Tls);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_configured_address_proved_by_the_tenants_server_is_an_administrators()
    {
        await using var accounts = await AccountsFixture.CreateAsync(Ct, With("Noor@Tidewater.test"));
        Assert.True(await IncludesAsync(accounts, accounts.Request("noor@tidewater.TEST")));
        Assert.False(await IncludesAsync(accounts, accounts.Request("ines@tidewater.test")));
    }

    [Fact]
    public async Task Claiming_the_address_with_a_server_of_ones_own_makes_nobody_an_administrator()
    {
        await using var accounts = await AccountsFixture.CreateAsync(Ct, With("noor@tidewater.test"));
        Assert.False(await IncludesAsync(accounts, accounts.Request("noor@tidewater.test", other: Evil)));
        // Nor after the true one signed in: the two are different accounts.
        Assert.True(await IncludesAsync(accounts, accounts.Request("noor@tidewater.test")));
        Assert.False(await IncludesAsync(accounts, accounts.Request("noor@tidewater.test", other: Evil)));
    }

    [Fact]
    public async Task Claiming_the_address_at_another_tenant_makes_nobody_an_administrator()
    {
        var settings = new Dictionary<string, string?>(With("noor@tidewater.test"), StringComparer.Ordinal)
        {
            ["Webmail:Tenants:1:Name"] = "Rogue", ["Webmail:Tenants:1:Hosts:0"] = "mail.rogue.test", ["Webmail:Tenants:1:Imap:Host"] = "imap.rogue.test",
        };
        await using var accounts = await AccountsFixture.CreateAsync(Ct, settings);
        var request = accounts.Request("noor@tidewater.test") with { Tenant = accounts.Get<TenantDirectory>().ById("rogue")! };
        Assert.False(await IncludesAsync(accounts, request));
    }

    [Fact]
    public async Task A_made_up_identity_is_nobody()
    {
        await using var accounts = await AccountsFixture.CreateAsync(Ct, With("noor@tidewater.test"));
        var mallory = await SignInAsync(accounts, accounts.Request("mallory@tidewater.test"));
        Assert.False(await accounts.Get<Administrators>().IncludeAsync(mallory with { Address = "noor@tidewater.test" }, Ct));
    }

    [Fact]
    public async Task A_session_that_is_over_is_no_administrators_any_more()
    {
        await using var accounts = await AccountsFixture.CreateAsync(Ct, With("noor@tidewater.test"));
        var noor = await SignInAsync(accounts, accounts.Request("noor@tidewater.test"));
        await accounts.Get<SessionStore>().RevokeAsync(noor.SessionId, Ct);
        Assert.False(await accounts.Get<Administrators>().IncludeAsync(noor, Ct));
    }

    [Fact]
    public async Task With_none_configured_nobody_is_one()
    {
        await using var accounts = await AccountsFixture.CreateAsync(Ct);
        Assert.False(await IncludesAsync(accounts, accounts.Request("noor@tidewater.test")));
    }

    [Theory]
    [InlineData("no address", null, "must be a mail address")]
    [InlineData("noor@tidewater.test", "Nobody", "there is no tenant")]
    [InlineData("noor@elsewhere.example", "Tidewater", "nobody could prove")]
    [InlineData("noor@own.example", "Own", "nobody could prove")]
    [InlineData("noor@elsewhere.example", null, "must say whose")]
    public void What_could_never_be_proved_or_is_ambiguous_stops_the_start(string address, string? tenant, string expected)
    {
        var options = new TenantsOptions();
        options.Tenants.Add(new TenantOptions { Name = "Tidewater", MailDomains = { "tidewater.test" }, Imap = new ServerOptions { Host = "imap.tidewater.test" } });
        options.Tenants.Add(new TenantOptions { Name = "Own", Hosts = { "own.test" }, AllowOtherServers = true });
        options.Tenants.Add(new TenantOptions { Name = "Any one", Hosts = { "one.test" }, Imap = new ServerOptions { Host = "imap.one.test" } });
        options.Tenants.Add(new TenantOptions { Name = "Any two", Hosts = { "two.test" }, Imap = new ServerOptions { Host = "imap.two.test" } });
        options.Administrators.Add(new AdministratorOptions { Address = address, Tenant = tenant });
        var result = new TenantsValidation().Validate(null, options);
        Assert.Contains(result.Failures ?? [], failure => failure.StartsWith("Webmail:Administrators:0:", StringComparison.Ordinal) && failure.Contains(expected, StringComparison.Ordinal));
    }

    private static Dictionary<string, string?> With(string administrator) =>
        new(AccountsFixture.Tidewater, StringComparer.Ordinal) { ["Webmail:Administrators:0:Address"] = administrator };

    private static async Task<bool> IncludesAsync(AccountsFixture accounts, SignInRequest request) =>
        await accounts.Get<Administrators>().IncludeAsync(await SignInAsync(accounts, request), Ct);

    private static async Task<AccountIdentity> SignInAsync(AccountsFixture accounts, SignInRequest request) =>
        Assert.IsType<SignInResult.SignedIn>(await accounts.SignInAsync(request, Ct)).Identity;
}
