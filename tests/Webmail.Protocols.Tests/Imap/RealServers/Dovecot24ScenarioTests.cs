using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Servers;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>The Dovecot with REPLACE and INPROGRESS.</summary>
[InDebian13]
public sealed class Dovecot24ScenarioTests(TestKit.Servers.RealServers servers) : ReplacingServerScenario
{
    [Fact]
    public async Task It_is_Dovecot_with_what_2_4_brought()
    {
        await using var connection = await OpenAsync(TransportSecurity.Tls);
        Assert.Equal("Dovecot", (await connection.IdAsync(client: null, Ct))["name"]);
        Assert.All(["REPLACE", "UTF8=ACCEPT", "INPROGRESS"], name => Assert.True(connection.Capabilities.Has(name), name));
    }

    // Its login process dies of -PLUS: the connection is cut.
    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task A_sign_in_that_ends_in_a_cut_connection_is_SCRAM_without_binding_on_a_fresh_one(TransportSecurity security)
    {
        await using var stranger = await ConnectAsync(security);
        await using var connection = await OpenAsync(security);
        Assert.Contains("SCRAM-SHA-256-PLUS", stranger.Capabilities.AuthMechanisms);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
        Assert.Equal("SCRAM-SHA-256", connection.SignInMechanism);
    }

    // It enables UTF8=ACCEPT and means modified UTF-7 all the same.
    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task Names_and_messages_in_UTF8_get_there_without_UTF8_ACCEPT(TransportSecurity security)
    {
        await using var connection = await OpenAsync(security);
        var name = MailboxName.Create("Süd & Nord");

        Assert.Empty(await connection.EnableAsync(["IMAP4rev2", "UTF8=ACCEPT"], Ct));
        await KeepsUtf8Async(connection, name);
        Assert.Contains(await connection.ListAsync(ListOptions.Default, Ct), listing => listing.Name.Equals(name));
    }

    protected override Task<ImapHost> HostAsync() => servers.Dovecot24Async(Ct);
}
