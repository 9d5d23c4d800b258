using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Servers;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>The one server that speaks IMAP4rev2, UIDONLY, MULTISEARCH and REPLACE.</summary>
[InDebian13]
public sealed class Cyrus310ScenarioTests(TestKit.Servers.RealServers servers) : ReplacingServerScenario
{
    [Fact]
    public async Task It_is_Cyrus_3_10()
    {
        await using var connection = await OpenAsync(TransportSecurity.Tls);
        var server = await connection.IdAsync(client: null, Ct);
        Assert.Equal("Cyrus IMAPD", server["name"]);
        Assert.StartsWith("3.10", server["version"], StringComparison.Ordinal);
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task With_IMAP4rev2_names_are_UTF8_and_every_search_is_answered(TransportSecurity security)
    {
        await using var old = await OpenAsync(security);
        await using var connection = await OpenAsync(security);
        var name = MailboxName.Create("Süd & Nord");

        Assert.Equal(["IMAP4rev2"], await connection.EnableAsync(["IMAP4rev2"], Ct));
        Assert.Contains("IMAP4rev2", connection.Enabled);
        await connection.CreateAsync(name, Ct);
        await AppendAsync(connection, name, "one");
        var selected = await connection.SelectAsync(name, ct: Ct);
        var hits = await connection.SearchAsync(SearchQuery.Subject("one"), SearchReturn.Hits, Ct);
        var none = await connection.SearchAsync(SearchQuery.Subject("zwölf"), SearchReturn.Hits, Ct);

        Assert.Equal((name, 1u), (selected.Mailbox.Name, selected.Mailbox.Exists));
        Assert.Equal((1, 0), (hits.All!.Count, none.All!.Count));
        Assert.Contains(await old.ListAsync(ListOptions.Default, Ct), listing => listing.Name.Equals(name));
        Assert.Contains(await connection.ListAsync(ListOptions.Default, Ct), listing => listing.Name.Equals(name));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task With_UIDONLY_rows_flags_and_expunges_go_by_UID(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "one", "two", "three");
        Assert.Equal(["UIDONLY"], await connection.EnableAsync(["UIDONLY"], Ct));
        var uids = await UidsAsync(connection);

        var rows = await RowsAsync(connection.FetchAsync(uids, FetchItems.Listing, ct: Ct));
        await connection.StoreAsync(UidSet.Of(uids.Min), StoreAction.Add, FlagSet.Of(Flag.Flagged), unchangedSince: null, Ct);
        await connection.StoreAsync(UidSet.Of(uids.Max), StoreAction.Add, FlagSet.Of(Flag.Deleted), unchangedSince: null, Ct);
        await connection.ExpungeAsync(UidSet.Of(uids.Max), Ct);
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => RowsAsync(connection.FetchAsync(SequenceSet.All, FetchItems.FlagsOnly, ct: Ct)));

        Assert.Equal(["one", "two", "three"], rows.Select(row => Encoding.UTF8.GetString(row.Envelope!.Subject.Span)));
        Assert.All(rows, row => Assert.True(row is { SequenceNumber: 0, Uid: not null, Defects.Count: 0 }));
        Assert.Equal(ResponseCodeKind.UidRequired, refused.Kind);
        Assert.Equal(2u, connection.Selected!.Exists);
        Assert.True((await RowsAsync(connection.FetchAsync(UidSet.Of(uids.Min), FetchItems.FlagsOnly, ct: Ct)))[0].Flags!.Contains(Flag.Flagged));
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task One_search_finds_in_every_folder(TransportSecurity security)
    {
        await using var connection = await SelectedAsync(security, "needle", "hay", "needle again");
        var other = MailboxName.Create("Größe & Maß");
        await connection.CreateAsync(other, Ct);
        await AppendAsync(connection, other, "needle");

        var hits = await connection.MultiSearchAsync([SearchScope.Personal], SearchQuery.Subject("needle"), SearchReturn.Hits, found: null, Ct);

        Assert.Equal(2, hits.Count);
        Assert.Equal(2, Assert.Single(hits, one => one.Mailbox.IsInbox).Result.All!.Count);
        Assert.Equal(1, Assert.Single(hits, one => one.Mailbox.Equals(other)).Result.All!.Count);
        Assert.Equal(connection.Selected!.UidValidity, Assert.Single(hits, one => one.Mailbox.IsInbox).UidValidity);
    }

    [ScenarioTheory]
    [InlineData(TransportSecurity.Tls)]
    [InlineData(TransportSecurity.StartTls)]
    public async Task SCRAM_signs_in_although_the_bindings_differ(TransportSecurity security)
    {
        await using var connection = await OpenAsync(security);
        Assert.StartsWith("SCRAM-SHA-256", connection.SignInMechanism, StringComparison.Ordinal);
    }

    protected override Task<ImapHost> HostAsync() => servers.Cyrus310Async(Ct);
}
