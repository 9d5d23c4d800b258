using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class DovecotTlsTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    [Theory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_trusted_certificate_lets_us_in(TransportSecurity security)
    {
        await using var connection = await ImapConnection.ConnectAsync(Endpoint(security), new ImapConnectionOptions { Certificates = Trusts() }, Ct);
        await connection.SignInAsync(ImapCredentials.Password(User, Server.Password), Ct);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
    }

    [Theory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task An_unknown_authority_is_a_bad_certificate(TransportSecurity security)
    {
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ImapConnection.ConnectAsync(Endpoint(security), ImapConnectionOptions.Default, Ct));
        Assert.Equal(ConnectFailure.BadCertificate, failure.Failure);
    }

    [Fact]
    public async Task TLS_to_a_port_without_it_is_no_certificate_problem()
    {
        var endpoint = new ServerEndpoint("127.0.0.1", Server.Ports.Imap, TransportSecurity.Tls);
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ImapConnection.ConnectAsync(endpoint, ImapConnectionOptions.Default, Ct));
        Assert.Equal(ConnectFailure.TlsFailed, failure.Failure);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_refuses()
    {
        var port = TestKit.Servers.LoopbackPorts.Free(1)[0];
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() =>
            ImapConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", port, TransportSecurity.Plain), ImapConnectionOptions.Default, Ct));
        Assert.Equal(ConnectFailure.Refused, failure.Failure);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_an_unknown_host()
    {
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() =>
            ImapConnection.ConnectAsync(new ServerEndpoint("no-such-host.invalid", 143, TransportSecurity.Plain), ImapConnectionOptions.Default, Ct));
        Assert.Equal(ConnectFailure.UnknownHost, failure.Failure);
    }
}
