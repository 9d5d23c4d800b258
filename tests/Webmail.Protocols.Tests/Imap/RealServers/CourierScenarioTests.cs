using Webmail.TestKit.Servers;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class CourierScenarioTests(TestKit.Servers.RealServers servers) : ServerScenario
{
    protected override bool KeepsFlagsWhenExamined => false;

    protected override Task<ImapHost> HostAsync() => servers.CourierAsync(Ct);
}
