using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;

namespace Webmail.Mail.Tests.Accounts;

public sealed class TenantTests
{
    [Theory]
    [InlineData("mail.tidewater.test", "noor@tidewater.test", "tidewater")]
    [InlineData("MAIL.tidewater.TEST", "noor@elsewhere.example", "tidewater")]
    [InlineData("webmail.example", "noor@quayside.test", "quayside")]
    [InlineData("webmail.example", "noor@QUAYSIDE.test", "quayside")]
    [InlineData("webmail.example", "noor@anything.example", "anybody")]
    [InlineData("webmail.example", "noor@tidewater.test", "anybody")]
    public void Find_ByHostThenByDomain_GivesTheTenant(string host, string address, string expected) =>
        Assert.Equal(expected, Directory().Find(host, MailAddressText.TryParse(address)!)?.Id);

    [Fact]
    public void Without_any_configuration_users_name_their_server()
    {
        var directory = new TenantDirectory(Options.Create(new TenantsOptions()));
        var tenant = directory.Find("anything", MailAddressText.TryParse("noor@example.com")!)!;
        Assert.True(tenant.AllowsOtherServers);
        Assert.Null(tenant.Imap);
        Assert.False(tenant.AllowsPlainServers);
    }

    [Theory]
    [InlineData("noor@example.com", "noor@example.com")]
    [InlineData("  noor@EXAMPLE.com. ", "noor@example.com")]
    [InlineData("a@b@example.com", "a@b@example.com")]
    [InlineData("noor@bücher.example", "noor@xn--bcher-kva.example")]
    [InlineData("demo@localhost", "demo@localhost")]
    public void TryParse_AnAddress_FoldsItsDomain(string typed, string expected) => Assert.Equal(expected, MailAddressText.TryParse(typed)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("noor")]
    [InlineData("@example.com")]
    [InlineData("noor@")]
    [InlineData("noor@exa mple.com")]
    [InlineData("noor\r\n@example.com")]
    [InlineData("noor@example.com\u0000")]
    [InlineData("noor@-example.com")]
    public void TryParse_NoAddress_Null(string typed) => Assert.Null(MailAddressText.TryParse(typed));

    [Theory]
    [InlineData("no name", "", "imap.test", false, "Webmail:Tenants:0:Name")]
    [InlineData("no way in", "Tidewater", null, false, "AllowOtherServers")]
    [InlineData("bad host", "Tidewater", "http://imap.test", false, "Webmail:Tenants:0:Imap:Host")]
    public void Validation_says_which_setting_is_wrong(string why, string name, string? host, bool other, string expected)
    {
        var options = new TenantsOptions();
        options.Tenants.Add(new TenantOptions { Name = name, Imap = host is null ? null : new ServerOptions { Host = host }, AllowOtherServers = other });
        var result = new TenantsValidation().Validate(null, options);
        Assert.True(result.Failed, why);
        Assert.Contains(expected, result.FailureMessage, StringComparison.Ordinal);
    }

    private static TenantDirectory Directory()
    {
        var options = new TenantsOptions();
        options.Tenants.Add(Tenant("Tidewater", ["mail.tidewater.test"], ["tidewater.test"]));
        options.Tenants.Add(Tenant("Quayside", [], ["quayside.test"]));
        options.Tenants.Add(Tenant("Anybody", [], []));
        return new TenantDirectory(Options.Create(options));
    }

    private static TenantOptions Tenant(string name, string[] hosts, string[] domains)
    {
        var tenant = new TenantOptions { Name = name, Imap = new ServerOptions { Host = $"imap.{name}.test" } };
        foreach (var host in hosts)
            tenant.Hosts.Add(host);
        foreach (var domain in domains)
            tenant.MailDomains.Add(domain);
        return tenant;
    }
}
