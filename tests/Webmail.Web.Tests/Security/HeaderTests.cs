using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Webmail.Web.SignIn;
using Webmail.Web.Tests.SignIn;

namespace Webmail.Web.Tests.Security;

public sealed class HeaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", 302)]
    [InlineData("/sign-in", 200)]
    [InlineData("/mail", 302)]
    [InlineData("/no-permission", 403)]
    [InlineData("/nothing/here", 404)]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/css/webmail.css", 200)]
    [InlineData("/_framework/blazor.web.js", 200)]
    [InlineData("/brand/120/0.1/colors.css", 200)]
    [InlineData("/brand/999/0.1/colors.css", 404)]
    [InlineData("/_blazor", 401)]
    public async Task Every_response_carries_the_headers(string path, int status)
    {
        await using var product = new ProductFactory();
        using var response = await new Visitor(product.CreateClient()).GetAsync(path, Ct);
        Assert.Equal(status, (int)response.StatusCode);
        AssertHeaders(response);
    }

    [Fact]
    public async Task Our_own_defect_shows_a_reference_and_nothing_of_the_exception()
    {
        await using var product = new ProductFactory(services: services => services.Replace(
            ServiceDescriptor.Singleton<SignInMessages>(_ => throw new InvalidOperationException("inner-words"))));
        using var response = await new Visitor(product.CreateClient()).SignInAsync("noor@tidewater.test", "secret", Ct);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        AssertHeaders(response);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Something broke on our side", text, StringComparison.Ordinal);
        Assert.Matches("Reference [0-9A-F]{4}-[0-9A-F]{4}", text);
        Assert.DoesNotContain("inner-words", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_has_inline_script_or_style()
    {
        await using var product = new ProductFactory();
        using var response = await new Visitor(product.CreateClient()).GetAsync("/sign-in", Ct);
        var html = await response.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotMatch("<style|style=\"|<script(?![^>]* src=)| on[a-z]+=\"", html);
    }

    [Fact]
    public async Task Plain_http_from_elsewhere_gets_no_form()
    {
        await using var product = new ProductFactory();
        using var client = product.CreateClient(new() { BaseAddress = new Uri("http://localhost") });
        using var response = await new Visitor(client).GetAsync("/sign-in", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var html = await response.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Open this over HTTPS", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forwarded_protocol_is_not_believed_of_just_anybody()
    {
        await using var product = new ProductFactory();
        using var client = product.CreateClient(new() { BaseAddress = new Uri("http://localhost") });
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var response = await new Visitor(client).GetAsync("/sign-in", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static void AssertHeaders(HttpResponseMessage response)
    {
        var policy = Header(response, "Content-Security-Policy");
        foreach (var part in (string[])["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "form-action 'self'"])
            Assert.Contains(part, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Contains("max-age=31536000", Header(response, "Strict-Transport-Security"), StringComparison.Ordinal);
        Assert.NotNull(response.Headers.CacheControl);
        Assert.False(response.Headers.Contains("Server"));
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));
}
