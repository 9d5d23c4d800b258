using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Mail.Network;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Tests.Network;

public sealed class NetworkGuardTests
{
    private static readonly IPAddress Public = IPAddress.Parse("93.184.215.14");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> EverySpelling => [.. Spellings.All().Distinct(StringComparer.Ordinal)];

    [Fact]
    public void There_are_more_than_300_spellings() => Assert.True(EverySpelling.Count >= 300, $"{EverySpelling.Count}");

    [Theory]
    [MemberData(nameof(EverySpelling))]
    public async Task No_spelling_of_a_private_address_passes(string host)
    {
        var guard = Guard(new StubResolver([Spellings.AsCLibrary(host) ?? IPAddress.Loopback]));
        await RefusedAsync(ConnectFailure.NotAllowed, () => guard.ResolveAsync(host, 993, trusted: false, Ct).AsTask());
    }

    [Theory]
    [MemberData(nameof(EverySpelling))]
    public async Task No_name_that_resolves_to_a_private_address_passes(string host)
    {
        if (Spellings.AsCLibrary(host) is not { } address)
            address = IPAddress.Loopback;
        var guard = Guard(new StubResolver([address]));
        await RefusedAsync(ConnectFailure.NotAllowed, () => guard.ResolveAsync("mail.example.com", 993, trusted: false, Ct).AsTask());
    }

    [Theory]
    [InlineData("user@mail.example.com")]
    [InlineData("mail.example.com:993")]
    [InlineData("mail.example.com/path")]
    [InlineData("mail.example.com#x")]
    [InlineData("mail.example.com?x")]
    [InlineData("mail.example.com\\x")]
    [InlineData("mail example.com")]
    [InlineData(" mail.example.com")]
    [InlineData("mail.example.com\r\nX")]
    [InlineData("mail.example.com\0")]
    [InlineData("%6d%61il.example.com")]
    [InlineData("-mail.example.com")]
    [InlineData("mail..example.com")]
    [InlineData(".example.com")]
    [InlineData("mail.example.com..")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]:993")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("4294967296")]
    [InlineData("mail.example.1")]
    [InlineData("")]
    public async Task What_is_neither_a_name_nor_an_address_is_refused_unasked(string host)
    {
        var resolver = new StubResolver([Public]);
        await RefusedAsync(ConnectFailure.NotAllowed, () => Guard(resolver).ResolveAsync(host, 993, trusted: false, Ct).AsTask());
        Assert.Equal(0, resolver.Asked);
    }

    [Theory]
    [InlineData("mail.example.com")]
    [InlineData("MAIL.Example.COM.")]
    [InlineData("bücher.example")]
    [InlineData("xn--bcher-kva.example")]
    [InlineData("1.mail.example")]
    public async Task A_name_with_public_addresses_passes(string host) =>
        Assert.Equal([Public], await Guard(new StubResolver([Public])).ResolveAsync(host, 993, trusted: false, Ct));

    [Fact]
    public async Task One_private_address_among_public_ones_refuses_them_all()
    {
        var guard = Guard(new StubResolver([Public, IPAddress.Parse("10.0.0.5")]));
        await RefusedAsync(ConnectFailure.NotAllowed, () => guard.ResolveAsync("mail.example.com", 993, trusted: false, Ct).AsTask());
    }

    [Fact]
    public async Task A_name_without_an_address_is_unknown() =>
        await RefusedAsync(ConnectFailure.UnknownHost, () => Guard(new StubResolver([[]])).ResolveAsync("mail.example.com", 993, trusted: false, Ct).AsTask());

    [Theory]
    [InlineData(25)]
    [InlineData(143)]
    [InlineData(465)]
    [InlineData(587)]
    [InlineData(993)]
    [InlineData(4190)]
    public async Task Ports_of_mail_are_open(int port) =>
        Assert.NotEmpty(await Guard(new StubResolver([Public])).ResolveAsync("mail.example.com", port, trusted: false, Ct));

    [Theory]
    [InlineData(22)]
    [InlineData(80)]
    [InlineData(443)]
    [InlineData(5432)]
    [InlineData(6379)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task Other_ports_are_not(int port) =>
        await RefusedAsync(ConnectFailure.NotAllowed, () => Guard(new StubResolver([Public])).ResolveAsync("mail.example.com", port, trusted: false, Ct).AsTask());

    [Theory]
    [InlineData("192.168.7.7")]
    [InlineData("192.168.7.0/24")]
    [InlineData("mail.home.arpa")]
    public async Task The_administrator_can_allow_a_private_host(string entry)
    {
        var inside = IPAddress.Parse("192.168.7.7");
        Assert.Equal([inside], await Guard(new StubResolver([inside]), entry).ResolveAsync("mail.home.arpa", 993, trusted: false, Ct));
    }

    [Fact]
    public async Task What_the_administrator_allowed_does_not_open_its_neighbour()
    {
        var guard = Guard(new StubResolver([IPAddress.Parse("192.168.8.1")]), "192.168.7.0/24", "mail.home.arpa");
        await RefusedAsync(ConnectFailure.NotAllowed, () => guard.ResolveAsync("other.home.arpa", 993, trusted: false, Ct).AsTask());
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("::")]
    [InlineData("ff02::1")]
    public async Task Not_even_the_administrator_can_allow_what_is_no_host(string address) =>
        await RefusedAsync(ConnectFailure.NotAllowed, () => Guard(new StubResolver([IPAddress.Parse(address)])).ResolveAsync("mail.home.arpa", 993, trusted: true, Ct).AsTask());

    [Fact]
    public async Task A_name_is_resolved_once_and_the_checked_address_is_the_one_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var rebinding = new StubResolver([IPAddress.Loopback], [IPAddress.Parse("127.0.0.9")]);
        var login = Login("mail.home.arpa", port, allowPrivate: true);

        await using var stream = await Guard(rebinding).For(login).ConnectAsync("mail.home.arpa", port, Ct);
        using var accepted = await listener.AcceptTcpClientAsync(Ct);

        Assert.Equal(1, rebinding.Asked);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)accepted.Client.LocalEndPoint!).Address);
    }

    [Fact]
    public async Task Trust_in_a_tenants_server_does_not_reach_another_host()
    {
        var connector = Guard(new StubResolver([IPAddress.Loopback])).For(Login("mail.home.arpa", 993, allowPrivate: true));
        await RefusedAsync(ConnectFailure.NotAllowed, () => connector.ConnectAsync("other.home.arpa", 993, Ct).AsTask());
        await RefusedAsync(ConnectFailure.NotAllowed, () => connector.ConnectAsync("mail.home.arpa", 143, Ct).AsTask());
    }

    [Fact]
    public async Task A_host_where_nobody_listens_is_refused_not_unknown()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var connector = Guard(new StubResolver([IPAddress.Loopback])).For(Login("mail.home.arpa", port, allowPrivate: true));
        await RefusedAsync(ConnectFailure.Refused, () => connector.ConnectAsync("mail.home.arpa", port, Ct).AsTask());
    }

    [Fact]
    public async Task A_second_address_is_tried_when_the_first_refuses()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var guard = Guard(new StubResolver([IPAddress.Parse("127.0.0.77"), IPAddress.Loopback]));
        await using var stream = await guard.For(Login("mail.home.arpa", port, allowPrivate: true)).ConnectAsync("mail.home.arpa", port, Ct);
        Assert.True(stream.CanRead);
    }

    private static AccountLogin Login(string host, int port, bool allowPrivate) =>
        new(new ServerEndpoint(host, port, TransportSecurity.Tls), "noor", new Secret("x"), AllowPrivate: allowPrivate);

    private static NetworkGuard Guard(INameResolver resolver, params string[] allowed)
    {
        var network = new NetworkOptions();
        foreach (var entry in allowed)
            network.AllowedPrivateHosts.Add(entry);
        return new NetworkGuard(resolver, Options.Create(network), Options.Create(new TenantsOptions()), TimeProvider.System);
    }

    private static async Task RefusedAsync(ConnectFailure expected, Func<Task> attempt) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<ConnectFailedException>(attempt)).Failure);
}
