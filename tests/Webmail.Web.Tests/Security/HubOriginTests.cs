using System.Net;
using Webmail.Web.Tests.SignIn;

namespace Webmail.Web.Tests.Security;

public sealed class HubOriginTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://localhost", HttpStatusCode.Unauthorized)] // ours: gets as far as being asked who it is
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.Forbidden)]
    [InlineData("https://localhost:8443", HttpStatusCode.Forbidden)]
    [InlineData("https://sub.localhost", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task Only_our_own_pages_may_talk_to_the_hub(string? origin, HttpStatusCode expected)
    {
        await using var product = new ProductFactory();
        using var client = product.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await client.SendAsync(request, Ct);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_socket_from_elsewhere_is_refused(string? origin)
    {
        await using var product = new ProductFactory();
        using var client = product.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
