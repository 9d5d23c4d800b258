using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>The same on a server that has REPLACE (RFC 8508).</summary>
public abstract class ReplacingServerScenario : ServerScenario
{
    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task REPLACE_puts_a_message_in_the_place_of_an_older_one(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "before", "other");
        Assert.True(connection.Capabilities.Has("REPLACE"));
        var before = await UidsAsync(connection);
        var added = await connection.ReplaceAsync(before.Min, MailboxName.Inbox, Draft("after"), Ct);
        Assert.Equal(2u, connection.Selected!.Exists);
        Assert.Equal([before.Max, added.Uid!.Value], await UidsAsync(connection));
        var row = Assert.Single(await RowsAsync(connection.FetchAsync(UidSet.Of(added.Uid.Value), FetchItems.Listing, ct: Ct)));
        Assert.True(row.Flags!.Contains(Flag.Draft) && Text(row.Envelope!.Subject) == "after");
        var late = await Assert.ThrowsAsync<ImapCommandException>(() => connection.ReplaceAsync(before.Min, MailboxName.Inbox, Draft("late"), Ct));
        Assert.Equal(ResponseStatus.No, late.Status);
        Assert.Equal(2, (await UidsAsync(connection)).Count);
    }

    private static AppendMessage Draft(string subject) => AppendMessage.From(Encoding.ASCII.GetBytes(Message(subject))) with { Flags = FlagSet.Of(Flag.Draft) };
}
