using System.Net;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Mail.Remote;
using Webmail.Mail.Tests.Network;

namespace Webmail.Mail.Tests.Remote;

public sealed class RemotePictureFetcherTests
{
    private static readonly byte[] Png = TestKit.Mailboxes.Pictures.Chart(40, 20, [50]);
    private static readonly IPAddress Public = IPAddress.Parse("93.184.215.14");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> EverySpelling => [.. Spellings.All().Distinct(StringComparer.Ordinal)];

    [Fact]
    public async Task A_picture_is_fetched()
    {
        await using var server = new PictureServer(_ => PictureServer.Ok(Png));
        using var http = Http(Allowing(server));
        Assert.Equal(Png, await Fetcher(http).FetchAsync(At(server, "/a.png"), Ct));
    }

    [Fact]
    public async Task Nothing_about_the_reader_goes_along()
    {
        await using var server = new PictureServer(_ => PictureServer.Ok(Png));
        using var http = Http(Allowing(server));
        for (var i = 0; i < 2; i++) await Fetcher(http).FetchAsync(At(server, "/a.png?x=1#frag"), Ct);
        Assert.Equal(2, server.Requests.Count);
        foreach (var request in server.Requests)
        {
            Assert.Equal(
                [$"GET /a.png?x=1 HTTP/1.1", $"Host: pictures.example:{server.Port}", "Accept: image/webp, image/png, image/jpeg, image/gif", "User-Agent: Mozilla/5.0 (compatible; WebmailProxy)"],
                request.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).OrderBy(line => line.StartsWith("GET", StringComparison.Ordinal) ? 0 : line[0] == 'H' ? 1 : 2).ThenBy(line => line, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_no_fourth()
    {
        await using var server = new PictureServer(path => path.Length < 5 ? PictureServer.Redirect(path + "x") : PictureServer.Ok(Png));
        using var http = Http(Allowing(server));
        Assert.Equal(Png, await Fetcher(http).FetchAsync(At(server, "/x"), Ct));
        Assert.Null(await Fetcher(http).FetchAsync(At(server, "/"), Ct));
    }

    [Fact]
    public async Task More_than_five_megabytes_are_not_taken()
    {
        await using var server = new PictureServer(path => path == "/said"
            ? PictureServer.Ok(new byte[RemoteImageLimits.MaxBytes + 1])
            : [.. "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8, .. new byte[RemoteImageLimits.MaxBytes + 1]]);
        using var http = Http(Allowing(server));
        Assert.Null(await Fetcher(http).FetchAsync(At(server, "/said"), Ct));
        Assert.Null(await Fetcher(http).FetchAsync(At(server, "/unsaid"), Ct));
    }

    [Fact]
    public async Task A_host_that_says_nothing_is_given_up()
    {
        await using var server = new PictureServer(_ => null);
        using var http = Http(Allowing(server));
        var start = TimeProvider.System.GetTimestamp();
        Assert.Null(await Fetcher(http).FetchAsync(At(server, "/a.png"), Ct));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://user@pictures.example/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("220 ready\r\n")]
    public async Task Other_answers_give_no_picture(string answer)
    {
        await using var server = new PictureServer(_ => System.Text.Encoding.ASCII.GetBytes(answer));
        using var http = Http(Allowing(server));
        Assert.Null(await Fetcher(http).FetchAsync(At(server, "/a.png"), Ct));
    }

    /// <summary>The sink listens on the very port that the guard would let through: only the address stands in the way.</summary>
    [Fact]
    public async Task No_spelling_of_a_private_address_is_connected_to()
    {
        await using var sink = new PictureServer(_ => PictureServer.Ok(Png));
        using var http = Http(Guard(new StubResolver([IPAddress.Loopback]), sink.Port));
        foreach (var host in EverySpelling.Select(row => row.Data))
        {
            var inUrl = host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;
            if (Uri.TryCreate($"http://{inUrl}:{sink.Port}/a.png", UriKind.Absolute, out var address)) Assert.Null(await Fetcher(http).FetchAsync(address, Ct));
        }

        Assert.Equal(0, sink.Connections);
    }

    [Fact]
    public async Task No_redirect_leads_to_a_private_address()
    {
        await using var sink = new PictureServer(_ => PictureServer.Ok(Png));
        var hosts = EverySpelling.Select(row => row.Data).Select(host => host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host).ToList();
        await using var server = new PictureServer(path => PictureServer.Redirect($"http://{hosts[int.Parse(path[1..], System.Globalization.CultureInfo.InvariantCulture)]}:{sink.Port}/"));
        // The redirecting server itself is allowed by its name, and by nothing else.
        var network = new NetworkOptions();
        network.AllowedPrivateWebHosts.Add("pictures.example");
        network.AllowedWebPorts.Add(server.Port);
        network.AllowedWebPorts.Add(sink.Port);
        using var http = Http(new NetworkGuard(new StubResolver([IPAddress.Loopback]), Options.Create(network), Options.Create(new TenantsOptions()), TimeProvider.System));
        for (var i = 0; i < hosts.Count; i++) Assert.Null(await Fetcher(http).FetchAsync(At(server, "/" + i), Ct));
        Assert.Equal(hosts.Count, server.Requests.Count);
        Assert.Equal(0, sink.Connections);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_after_the_check_changes_nothing()
    {
        await using var sink = new PictureServer(_ => PictureServer.Ok(Png));
        // Public for the first look, private ever after: whoever looked twice would connect to the sink.
        var resolver = new StubResolver([IPAddress.Parse("198.51.100.1")], [IPAddress.Loopback]);
        using var http = Http(Guard(resolver, sink.Port));
        for (var i = 0; i < 5; i++) Assert.Null(await Fetcher(http).FetchAsync(At(sink, "/a.png"), Ct));
        Assert.Equal(0, sink.Connections);
    }

    [Fact]
    public async Task What_is_allowed_for_mail_is_not_allowed_for_pictures()
    {
        var network = new NetworkOptions();
        network.AllowedPrivateHosts.Add("127.0.0.1");
        network.AllowedPorts.Add(8080);
        var guard = new NetworkGuard(new StubResolver([Public]), Options.Create(network), Options.Create(new TenantsOptions()), TimeProvider.System);
        await Assert.ThrowsAsync<Webmail.Protocols.Net.ConnectFailedException>(() => guard.ResolveWebAsync("127.0.0.1", 80, Ct).AsTask());
        await Assert.ThrowsAsync<Webmail.Protocols.Net.ConnectFailedException>(() => guard.ResolveWebAsync("pictures.example", 8080, Ct).AsTask());
        Assert.Equal([Public], await guard.ResolveWebAsync("pictures.example", 443, Ct));
    }

    [Theory]
    [InlineData("ftp://pictures.example/a.png")]
    [InlineData("http://user:pass@pictures.example/a.png")]
    [InlineData("http://@pictures.example/a.png")]
    [InlineData("http://pictures.example\\@127.0.0.1/")]
    [InlineData("http:///a.png")]
    [InlineData("//pictures.example/a.png")]
    [InlineData("http://a b/")]
    [InlineData("data:image/png;base64,AAAA")]
    public void What_can_be_read_in_two_ways_is_no_web_address(string text) => Assert.False(WebAddress.TryRead(text, out _));

    private static Uri At(PictureServer server, string path) => new($"http://pictures.example:{server.Port}{path}");

    private static GuardedHttp Http(NetworkGuard guard) => new(guard);

    private static RemotePictureFetcher Fetcher(GuardedHttp http) => new(http, TimeProvider.System);

    private static NetworkGuard Allowing(PictureServer server) => Guard(new StubResolver([IPAddress.Loopback]), server.Port, "pictures.example");

    private static NetworkGuard Guard(INameResolver resolver, int port, params string[] hosts)
    {
        var network = new NetworkOptions();
        network.AllowedWebPorts.Add(port);
        foreach (var host in hosts) network.AllowedPrivateWebHosts.Add(host);
        return new NetworkGuard(resolver, Options.Create(network), Options.Create(new TenantsOptions()), TimeProvider.System);
    }
}
