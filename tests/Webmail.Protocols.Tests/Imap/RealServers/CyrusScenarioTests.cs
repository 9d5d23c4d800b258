using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;
using Webmail.TestKit.Servers;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class CyrusScenarioTests(TestKit.Servers.RealServers servers) : ServerScenario
{
    // Cyrus SASL offers -PLUS and knows only tls-unique: "NO bad protocol / cancel".
    [Theory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task Without_a_binding_in_common_it_is_SCRAM_all_the_same(TransportSecurity security)
    {
        await using var connection = await OpenAsync(security);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
        Assert.Equal("SCRAM-SHA-256", connection.SignInMechanism);
    }

    protected override Task<ImapHost> HostAsync() => servers.CyrusAsync(Ct);
}
