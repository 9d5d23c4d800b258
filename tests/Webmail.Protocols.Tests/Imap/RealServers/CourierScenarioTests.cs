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
        await connection.CreateAsync(name, Ct);
        await connection.SelectAsync(name, ct: Ct);
        await connection.AppendAsync(name, AppendMessage.From("To: j\u00fcrgen@b\u00fccher.test\r\nSubject: \u00fc\r\n\r\nHello"u8.ToArray()) with { HasUtf8Headers = true }, Ct);
        await connection.NoopAsync(Ct);
        var hits = await connection.SearchAsync(SearchQuery.Subject("\u00fc"), SearchReturn.Hits, Ct);

        Assert.Equal(1, hits.All!.Count);
        Assert.Contains(await old.ListAsync(ListOptions.Default, Ct), listing => listing.Name.Equals(name));
        Assert.Equal(1u, (await old.StatusAsync(name, StatusItems.Messages, Ct)).Messages);
    }
}
