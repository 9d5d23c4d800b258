using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>The mail that anyone can send and that costs others a folder: a legal Subject of 7,439 octets, folded into lines of 70 and delivered by LMTP.</summary>
public sealed class DovecotLongSubjectTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    private const int Octets = 7439;

    [Fact]
    public async Task A_folded_subject_of_7439_octets_is_shown_and_costs_no_row()
    {
        var subject = string.Concat(Enumerable.Range(0, Octets).Select(i => i % 70 == 69 ? ' ' : (char)('a' + (i % 26))));
        await Server.DeliverAsync(User, Encoding.ASCII.GetBytes(Message("before")), Ct);
        await Server.DeliverAsync(User, Encoding.ASCII.GetBytes(Message(string.Join("\r\n ", subject.Chunk(70).Select(line => new string(line).TrimEnd())))), Ct);
        await Server.DeliverAsync(User, Encoding.ASCII.GetBytes(Message("after")), Ct);
        await using var connection = await SelectedAsync();

        var rows = await ToListAsync(connection.FetchAsync(UidSet.Parse("1:9"), FetchItems.Listing, ct: Ct));
        await connection.NoopAsync(Ct);

        Assert.Equal(["before", subject, "after"], rows.Select(row => Encoding.ASCII.GetString(row.Envelope!.Subject.Span)));
        Assert.All(rows, row => Assert.Empty(row.Defects));
    }
}
