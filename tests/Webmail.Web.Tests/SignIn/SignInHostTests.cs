using System.Net;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Data;
using Webmail.Mail.Accounts;
using Webmail.TestKit.Servers;
using Webmail.Web.SignIn;

namespace Webmail.Web.Tests.SignIn;

/// <summary>The real host and a real Dovecot.</summary>
public sealed class SignInHostTests(RealServers servers)
{
    private const string Cookie = SessionCookie.Name;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_password_leads_to_the_mailbox_with_a_session_cookie()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var product = new ProductFactory(dovecot);
        var visitor = new Visitor(product.CreateClient());
        using var response = await visitor.SignInAsync(dovecot.NewUser(), dovecot.Password, Ct);
        Assert.Equal((HttpStatusCode.Redirect, "/mail"), (response.StatusCode, response.Headers.Location?.ToString()));
        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(Cookie + "=", StringComparison.Ordinal));
        foreach (var flag in (string[])["path=/", "secure", "samesite=lax", "httponly"])
            Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Keep_me_signed_in_outlives_the_browser()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var product = new ProductFactory(dovecot);
        var visitor = new Visitor(product.CreateClient());
        using var response = await visitor.SignInAsync(dovecot.NewUser(), dovecot.Password, Ct, ("keep", "true"));
        Assert.Contains("expires=", response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(Cookie + "=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_and_a_wrong_user_get_the_same_answer_and_no_cookie()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var product = new ProductFactory(dovecot);
        using var wrongPassword = await new Visitor(product.CreateClient()).SignInAsync("noor@tidewater.test", "wrong", Ct);
        using var wrongUser = await new Visitor(product.CreateClient()).SignInAsync("nobody-at-all@tidewater.test", "wrong", Ct);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (wrongPassword.StatusCode, wrongUser.StatusCode));
        var said = Visitor.Text(await wrongPassword.Content.ReadAsStringAsync(Ct));
        Assert.Contains("That password does not match.", said, StringComparison.Ordinal);
        Assert.Contains("That password does not match.", Visitor.Text(await wrongUser.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        Assert.DoesNotContain(Cookie + "=", wrongPassword.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-host.invalid", "993", "Tls", "There is no server named no-such-host.invalid.")]
    [InlineData("127.0.0.1", "DEAD", "Tls", "127.0.0.1 does not answer on this port.")]
    [InlineData("127.0.0.1", "IMAPS", "Tls", "127.0.0.1 can't prove that it is itself.")]
    [InlineData("127.0.0.1", "IMAP", "Tls", "127.0.0.1 asks for something we can't do.")]
    [InlineData("10.1.2.3", "993", "Tls", "10.1.2.3 can't be reached from here.")]
    [InlineData("127.0.0.1", "22", "Tls", "127.0.0.1 can't be reached from here.")]
    [InlineData("127.0.0.1", "IMAP", "Plain", "This server can't be used here.")]
    [InlineData("127.0.0.1", "99999", "Tls", "That is not a port.")]
    public async Task Each_failure_of_another_server_has_its_own_words(string host, string port, string security, string expected)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var dead = LoopbackPorts.Free(1)[0];
        var number = port switch { "DEAD" => $"{dead}", "IMAPS" => $"{dovecot.Ports.Imaps}", "IMAP" => $"{dovecot.Ports.Imap}", _ => port };
        await using var product = new ProductFactory(dovecot, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Webmail:Network:AllowedPrivateHosts:0"] = "127.0.0.1", ["Webmail:Network:AllowedPorts:0"] = $"{dead}",
            ["Webmail:Network:AllowedPorts:1"] = $"{dovecot.Ports.Imap}",
        });
        using var response = await new Visitor(product.CreateClient())
            .SignInAsync("noor@elsewhere.example", "secret", Ct, ("host", host), ("port", number), ("security", security));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(expected, Visitor.Text(await response.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_forms_token_nothing_is_tried()
    {
        await using var product = new ProductFactory();
        using var response = await new Visitor(product.CreateClient()).PostAsync("/sign-in", Ct, ("address", "noor@tidewater.test"), ("password", "secret"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("This page was open for too long.", Visitor.Text(await response.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_the_cookie_opens_the_account_again()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        using var folder = new PrivateFolder();
        string cookie;
        Guid session;
        await using (var before = new ProductFactory(dovecot, folder: folder))
        {
            using var response = await new Visitor(before.CreateClient()).SignInAsync(dovecot.NewUser(), dovecot.Password, Ct);
            cookie = CookieOf(response);
            session = await OnlySessionAsync(before);
        }
        await using var after = new ProductFactory(dovecot, folder: folder);
        Assert.False(after.Services.GetRequiredService<IAccountSessions>().IsOpen(session));
        using var page = await WithCookieAsync(after, cookie, "/sign-in");
        Assert.Equal("/mail", page.Headers.Location?.ToString());
        Assert.True(after.Services.GetRequiredService<IAccountSessions>().IsOpen(session));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_its_connections_and_the_cookie()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var product = new ProductFactory(dovecot);
        var visitor = new Visitor(product.CreateClient());
        using var signedIn = await visitor.SignInAsync(dovecot.NewUser(), dovecot.Password, Ct);
        var cookie = CookieOf(signedIn);
        var session = await OnlySessionAsync(product);
        Assert.True(product.Services.GetRequiredService<IAccountSessions>().IsOpen(session));

        var (formCookie, token) = FormToken(product, cookie);
        using var client = product.CreateClient(new() { BaseAddress = new Uri("https://localhost"), HandleCookies = false, AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Cookie", $"{cookie}; {formCookie}");
        using var signedOut = await new Visitor(client).SignOutAsync(() => token, Ct);

        Assert.Equal("/sign-in?done=1", signedOut.Headers.Location?.ToString());
        Assert.False(product.Services.GetRequiredService<IAccountSessions>().IsOpen(session));
        using var replayed = await WithCookieAsync(product, cookie, "/mail");
        Assert.StartsWith("/sign-in", replayed.Headers.Location?.ToString(), StringComparison.Ordinal);
        await using var db = product.Services.GetRequiredService<IDbContextFactory<WebmailDbContext>>().CreateDbContext();
        Assert.Empty(await db.SealedPasswords.ToListAsync(Ct));
    }

    [Fact]
    public async Task Signing_in_again_makes_a_new_session_and_ends_the_old_one()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var product = new ProductFactory(dovecot);
        var user = dovecot.NewUser();
        using var first = await new Visitor(product.CreateClient()).SignInAsync(user, dovecot.Password, Ct);
        using var second = await new Visitor(product.CreateClient()).SignInAsync(user, dovecot.Password, Ct);
        Assert.NotEqual(CookieOf(first), CookieOf(second));
        await using var db = product.Services.GetRequiredService<IDbContextFactory<WebmailDbContext>>().CreateDbContext();
        Assert.Equal(2, await db.Sessions.Select(s => s.Id).Distinct().CountAsync(Ct));
    }

    [Fact]
    public async Task A_cookie_with_one_changed_letter_is_worth_nothing()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var product = new ProductFactory(dovecot);
        using var response = await new Visitor(product.CreateClient()).SignInAsync(dovecot.NewUser(), dovecot.Password, Ct);
        var cookie = CookieOf(response);
        var middle = cookie.Length / 2;
        using var page = await WithCookieAsync(product, cookie[..middle] + (cookie[middle] == 'A' ? 'B' : 'A') + cookie[(middle + 1)..], "/mail");
        Assert.StartsWith("/sign-in", page.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/mail/1/INBOX")]
    public async Task After_signing_in_nobody_is_led_off_the_site(string returnUrl)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var product = new ProductFactory(dovecot);
        using var response = await new Visitor(product.CreateClient()).SignInAsync(dovecot.NewUser(), dovecot.Password, Ct, ("returnUrl", returnUrl));
        Assert.StartsWith("/mail", response.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_nowhere_in_the_database_the_logs_or_what_the_browser_gets()
    {
        const string Canary = "canary-Zq7-horse-battery";
        await using var dovecot = await RealServers.OwnDovecotAsync(new() { Password = Canary }, Ct);
        await using var product = new ProductFactory(dovecot);
        var visitor = new Visitor(product.CreateClient());
        using var wrong = await visitor.SignInAsync("noor@tidewater.test", Canary + "-wrong", Ct);
        using var refused = await visitor.SignInAsync("noor@elsewhere.example", Canary, Ct, ("host", "10.0.0.1"));
        using var right = await visitor.SignInAsync(dovecot.NewUser(), Canary, Ct);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        using var mail = await visitor.GetAsync("/mail", Ct);

        var bytes = new List<byte>();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(product.DatabaseFile)!))
            bytes.AddRange(await File.ReadAllBytesAsync(file, Ct));
        Assert.NotEmpty(product.Logs.Lines);
        foreach (var form in (string[])[Canary, Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))[..24], Convert.ToHexString(Encoding.UTF8.GetBytes(Canary))])
        {
            Assert.DoesNotContain(visitor.Received, sent => sent.Contains(form, StringComparison.Ordinal));
            Assert.DoesNotContain(product.Logs.Lines, line => line.Contains(form, StringComparison.Ordinal));
            Assert.True(bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) < 0, "found in the database");
        }
    }

    private static string CookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(Cookie + "=", StringComparison.Ordinal)).Split(';')[0];

    private static async Task<HttpResponseMessage> WithCookieAsync(ProductFactory product, string cookie, string path)
    {
        var client = product.CreateClient(new() { BaseAddress = new Uri("https://localhost"), HandleCookies = false, AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return await new Visitor(client).GetAsync(path, Ct);
    }

    private static async Task<Guid> OnlySessionAsync(ProductFactory product)
    {
        await using var db = product.Services.GetRequiredService<IDbContextFactory<WebmailDbContext>>().CreateDbContext();
        return await db.Sessions.Select(session => session.Id).SingleAsync(Ct);
    }

    /// <summary>What a form on a page of the signed-in user carries.</summary>
    private static (string Cookie, string Token) FormToken(ProductFactory product, string sessionCookie)
    {
        using var scope = product.Services.CreateScope();
        var value = sessionCookie[(Cookie.Length + 1)..];
        var options = scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>>();
        var ticket = options.Get(SessionCookie.Scheme).TicketDataFormat.Unprotect(value);
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = ticket!.Principal };
        context.Request.Scheme = "https";
        var tokens = scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return ($"__Host-webmail-form={tokens.CookieToken}", tokens.RequestToken!);
    }
}
