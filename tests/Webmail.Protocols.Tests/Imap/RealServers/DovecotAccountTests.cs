using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>Rights, quota, annotations, compression and what ENABLE changes.</summary>
public sealed class DovecotAccountTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    private static readonly string[] Comment = ["/private/comment"];

    [Fact]
    public async Task Quota_of_the_inbox_counts_its_messages()
    {
        await using var connection = await SelectedAsync("a", "b");
        var quota = await connection.QuotaRootAsync(MailboxName.Inbox, Ct);
        Assert.Equal("User quota", Assert.Single(quota.Roots));
        var storage = Assert.Single(quota.Quotas).Resources.Single(resource => resource.Name == "STORAGE");
        Assert.Equal(8192ul * 1024, storage.Limit);
        Assert.Equal("User quota", (await connection.QuotaAsync("User quota", Ct))!.Root);
        await Assert.ThrowsAsync<ImapCommandException>(() => connection.SetQuotaAsync("User quota", new Dictionary<string, ulong> { ["STORAGE"] = 5 }, Ct));
    }

    [Fact]
    public async Task Rights_are_given_shown_and_taken()
    {
        await using var connection = await SignedInAsync();
        var shared = MailboxName.Create("Shared äöü");
        await connection.CreateAsync(shared, Ct);
        Assert.True((await connection.MyRightsAsync(shared, Ct))!.Value.Allows(MailboxRight.Administer));
        await connection.SetAclAsync(shared, "user=bob@tidewater.test", AclChange.Replace, MailboxRights.Of(MailboxRight.Lookup, MailboxRight.Read), Ct);
        await connection.SetAclAsync(shared, "user=bob@tidewater.test", AclChange.Add, MailboxRights.Of(MailboxRight.KeepSeen), Ct);
        var bob = (await connection.GetAclAsync(shared, Ct)).Single(entry => entry.Identifier.Contains("bob", StringComparison.Ordinal));
        Assert.Equal(MailboxRights.Parse("lrs"), MailboxRights.Parse(bob.Rights));
        Assert.NotNull(await connection.ListRightsAsync(shared, bob.Identifier, Ct));
        await connection.DeleteAclAsync(shared, bob.Identifier, Ct);
        Assert.DoesNotContain(await connection.GetAclAsync(shared, Ct), entry => entry.Identifier == bob.Identifier);
    }

    [Fact]
    public async Task Annotations_are_written_read_and_removed()
    {
        await using var connection = await SignedInAsync();
        await SetAsync(connection, MailboxName.Inbox, "größer \"als\"\r\n1");
        var found = await connection.GetMetadataAsync(MailboxName.Inbox, Comment, MetadataDepth.Named, mostOctets: null, Ct);
        Assert.Equal("größer \"als\"\r\n1", Encoding.UTF8.GetString(found.Entries["/private/comment"]!.Value.Span));
        var cut = await connection.GetMetadataAsync(MailboxName.Inbox, Comment, MetadataDepth.Named, mostOctets: 3, Ct);
        Assert.Equal(17ul, cut.LongestLeftOut);
        await SetAsync(connection, MailboxName.Inbox, null);
        Assert.Null((await connection.GetMetadataAsync(MailboxName.Inbox, Comment, MetadataDepth.All, mostOctets: null, Ct)).Entries.GetValueOrDefault("/private/comment"));
        await SetAsync(connection, null, "of the server");
        Assert.Single((await connection.GetMetadataAsync(null, Comment, MetadataDepth.Named, mostOctets: null, Ct)).Entries);
    }

    [Fact]
    public async Task The_folder_list_tells_rights_and_annotations_without_the_list_extensions()
    {
        await using var connection = await SignedInAsync();
        await SetAsync(connection, MailboxName.Inbox, "blue");
        var listings = await connection.ListAsync(new ListOptions { Rights = true, Metadata = Comment, Status = StatusItems.Messages }, Ct);
        Assert.All(listings, listing => Assert.True(listing.Rights!.Value.Allows(MailboxRight.Read)));
        var inbox = listings.Single(listing => listing.Name.IsInbox);
        Assert.Equal(("blue", 0u), (Encoding.UTF8.GetString(Assert.Single(inbox.Metadata!).Value!.Value.Span), inbox.Status!.Messages!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_compressed_connection_says_the_same(bool tls)
    {
        await using var connection = await ImapConnection.ConnectAsync(
            Endpoint(tls ? TransportSecurity.Tls : TransportSecurity.Plain),
            ImapConnectionOptions.Default with { Compress = true, Certificates = Trusts() },
            Ct);
        await connection.SignInAsync(ImapCredentials.Password(User, Server.Password), Ct);
        Assert.True(connection.IsCompressed);
        var body = string.Concat(Enumerable.Repeat("0123456789\r\n", 100_000));
        await AppendAsync(connection, Message("compressed", body));
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        await using (var stream = await connection.OpenBodyAsync(new Uid(1), SectionPath.Text, new BodyFetchOptions(), Ct))
        {
            var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Ct);
            Assert.Equal(body, Encoding.ASCII.GetString(copy.ToArray()));
        }

        await using var idle = await connection.IdleAsync(Ct);
        Assert.True(await connection.CompressAsync(Ct));
    }

    [Fact]
    public async Task Enabling_twice_asks_once()
    {
        await using var connection = await SignedInAsync();
        Assert.Equal(["QRESYNC"], (await connection.EnableAsync(["QRESYNC", "UTF8=ACCEPT"], Ct)).Where(name => name != "CONDSTORE"));
        Assert.Contains("QRESYNC", connection.Enabled);
        Assert.Empty(await connection.EnableAsync(["QRESYNC"], Ct));
    }

    private static Task SetAsync(ImapConnection connection, MailboxName? mailbox, string? comment) =>
        connection.SetMetadataAsync(
            mailbox, new Dictionary<string, ReadOnlyMemory<byte>?> { [Comment[0]] = comment is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(comment) }, Ct);
}
