using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Servers;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class CourierScenarioTests(TestKit.Servers.RealServers servers) : ServerScenario
{
    protected override bool KeepsFlagsWhenExamined => false;

    protected override Task<ImapHost> HostAsync() => servers.CourierAsync(Ct);

    [Fact]
    public async Task With_UTF8_ACCEPT_a_name_in_UTF8_is_the_same_folder_as_in_modified_UTF7()
    {
        await using var old = await OpenAsync(TransportSecurity.Tls);
        await using var connection = await OpenAsync(TransportSecurity.Tls);
        var name = MailboxName.Create("INBOX.Süd & Nord");

        Assert.Equal(["UTF8=ACCEPT"], await connection.EnableAsync(["QRESYNC", "IMAP4rev2", "UTF8=ACCEPT"], Ct));
        await KeepsUtf8Async(connection, name);
        Assert.Contains(await old.ListAsync(ListOptions.Default, Ct), listing => listing.Name.Equals(name));
        Assert.Equal(1u, (await old.StatusAsync(name, StatusItems.Messages, Ct)).Messages);
    }
}
