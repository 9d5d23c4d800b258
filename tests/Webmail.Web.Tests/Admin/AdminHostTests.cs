using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Data;
using Webmail.Mail.Accounts;
using Webmail.Mail.Tracing;
using Webmail.TestKit.Servers;
using Webmail.Web.Tests.SignIn;

namespace Webmail.Web.Tests.Admin;

/// <summary>Who comes in, asked by HTTP of the real host with a real Dovecot.</summary>
public sealed class AdminHostTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_gets_the_page_with_the_server_on_it()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var noor = dovecot.NewUser();
        await using var product = new ProductFactory(dovecot, Administrator(noor));
        var visitor = new Visitor(product.CreateClient());
        using var signedIn = await visitor.SignInAsync(noor, dovecot.Password, Ct);
        using var page = await visitor.GetAsync("/admin", Ct);
        var text = Visitor.Text(await page.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("127.0.0.1", text, StringComparison.Ordinal);
        Assert.Contains("Tidewater", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anybody_else_is_told_that_it_is_not_theirs_and_sees_no_link()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var product = new ProductFactory(dovecot, Administrator(dovecot.NewUser()));
        var visitor = new Visitor(product.CreateClient());
        using var signedIn = await visitor.SignInAsync(dovecot.NewUser(), dovecot.Password, Ct);
        using var page = await visitor.GetAsync("/admin", Ct);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith("/no-permission", page.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        using var told = await visitor.GetAsync("/no-permission", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, told.StatusCode);
        using var settings = await visitor.GetAsync("/settings", Ct);
        Assert.DoesNotContain("/admin", await settings.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_is_led_to_sign_in()
    {
        await using var product = new ProductFactory();
        using var page = await new Visitor(product.CreateClient()).GetAsync("/admin", Ct);
        Assert.StartsWith("/sign-in", page.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proving_the_administrators_address_by_a_server_of_ones_own_opens_nothing()
    {
        // The attacker's server is a Dovecot of its own that takes any name; the tenant's is another.
        var dovecot = await servers.DovecotAsync(Ct);
        await using var evil = await RealServers.OwnDovecotAsync(new() { Password = "attacker-chose-this", RequireTls = false }, Ct);
        var settings = Administrator("boss@tidewater.test");
        settings["Webmail:Tenants:0:AllowPlainServers"] = "true";
        settings["Webmail:Network:AllowedPrivateHosts:0"] = "127.0.0.1";
        settings["Webmail:Network:AllowedPorts:0"] = $"{evil.Ports.Imap}";
        await using var product = new ProductFactory(dovecot, settings);
        var visitor = new Visitor(product.CreateClient());
        using var signedIn = await visitor.SignInAsync(
            "boss@tidewater.test", "attacker-chose-this", Ct, ("host", "127.0.0.1"), ("port", $"{evil.Ports.Imap}"), ("security", "Plain"));
        Assert.Equal((HttpStatusCode.Redirect, "/mail"), (signedIn.StatusCode, signedIn.Headers.Location?.ToString()));
        using var page = await visitor.GetAsync("/admin", Ct);
        Assert.StartsWith("/no-permission", page.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_is_saved_by_administrators_of_consenting_accounts_alone_and_both_are_logged()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var (keeper, noor) = (dovecot.NewUser("keeper"), dovecot.NewUser("noor"));
        await using var product = new ProductFactory(dovecot, Administrator(keeper));
        var person = new Visitor(product.CreateClient());
        using var personIn = await person.SignInAsync(noor, dovecot.Password, Ct);
        var account = (await AccountsAsync(product)).Single();
        var visitor = new Visitor(product.CreateClient());
        using var keeperIn = await visitor.SignInAsync(keeper, dovecot.Password, Ct);
        var path = $"/admin/traces/{account.AccountId:N}.txt";

        using var before = await visitor.GetAsync(path, Ct);
        product.Services.GetRequiredService<WireTraces>().Grant(account);
        using var page = await person.GetAsync("/mail", Ct); // something is said to the mail server
        using var saved = await visitor.GetAsync(path, Ct);
        using var own = await person.GetAsync(path, Ct);
        using var listed = await visitor.GetAsync("/admin/traces", Ct);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.Redirect), (before.StatusCode, saved.StatusCode, own.StatusCode));
        var text = await saved.Content.ReadAsStringAsync(Ct);
        Assert.Equal(("text/plain", "attachment"), (saved.Content.Headers.ContentType?.MediaType, saved.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Contains(" S ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(noor, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(noor, Visitor.Text(await listed.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        Assert.Contains(product.Logs.Lines, line => line.Contains("Consent to a wire trace", StringComparison.Ordinal) && line.Contains($"{account.AccountId}", StringComparison.Ordinal));
        Assert.Contains(product.Logs.Lines, line => line.Contains("read the wire trace of account", StringComparison.Ordinal) && line.Contains($"{account.AccountId}", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<AccountIdentity>> AccountsAsync(ProductFactory product)
    {
        await using var db = product.Services.GetRequiredService<IDbContextFactory<WebmailDbContext>>().CreateDbContext();
        return await db.Sessions.Join(db.Accounts, session => session.AccountId, account => account.Id, (session, account) => new AccountIdentity(account.UserId, account.Id, session.Id, account.TenantId, account.Address)).ToListAsync(Ct);
    }

    private static Dictionary<string, string> Administrator(string address) => new(StringComparer.Ordinal) { ["Webmail:Administrators:0:Address"] = address };
}
