using Webmail.TestKit.Servers;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class DovecotScenarioTests(TestKit.Servers.RealServers servers) : ServerScenario
{
    protected override Task<ImapHost> HostAsync() => servers.SmallDovecotAsync(Ct);
}
