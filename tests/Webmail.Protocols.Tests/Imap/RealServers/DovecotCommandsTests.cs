using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class DovecotCommandsTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    private static readonly UidSet First = UidSet.Parse("1");

    [Fact]
    public async Task Mailboxes_are_made_renamed_subscribed_and_deleted()
    {
        await using var connection = await SignedInAsync();
        var (name, renamed) = (MailboxName.Create("Jérôme & Söhne/日本"), MailboxName.Create("Plain"));
        await connection.CreateAsync(name, Ct);
        await connection.SubscribeAsync(name, Ct);
        Assert.True((await ListAsync(connection)).Single(mailbox => mailbox.Name.Equals(name)).IsSubscribed);
        await connection.UnsubscribeAsync(name, Ct);
        await connection.RenameAsync(name, renamed, Ct);
        Assert.Contains(await ListAsync(connection), mailbox => mailbox.Name.Equals(renamed) && !mailbox.IsSubscribed);
        await connection.DeleteAsync(renamed, Ct);
        Assert.DoesNotContain(await ListAsync(connection), mailbox => mailbox.Name.Equals(renamed));
    }

    [Fact]
    public async Task Store_changes_flags_and_reports_what_was_changed_meanwhile()
    {
        await using var connection = await SelectedAsync("a", "b");
        await connection.StoreAsync(First, StoreAction.Add, FlagSet.Of(Flag.Seen, Flag.Forwarded), unchangedSince: null, Ct);
        var row = (await RowsAsync(connection, First, new FetchItems { Flags = true, ModSeq = true })).Single();
        Assert.Equal(FlagSet.Of(Flag.Seen, Flag.Forwarded), row.Flags!.Remove(Flag.Recent));
        var result = await connection.StoreAsync(UidSet.Parse("1:2"), StoreAction.Remove, FlagSet.Of(Flag.Seen), new ModSeq(row.ModSeq!.Value.Value - 1), Ct);
        Assert.Equal("1", result.Modified.ToString());
        await connection.StoreAsync(First, StoreAction.Replace, FlagSet.Empty, unchangedSince: null, Ct);
        Assert.False((await RowsAsync(connection, First, FetchItems.FlagsOnly)).Single().Flags!.IsSeen);
    }

    [Fact]
    public async Task Copy_and_move_tell_where_the_messages_went()
    {
        await using var connection = await SelectedAsync("a", "b", "c");
        var archive = MailboxName.Create("Archive");
        var copied = await connection.CopyAsync(UidSet.Parse("1:2"), archive, Ct);
        Assert.Equal("1:2", copied.Source.ToString());
        Assert.Equal(new Uid(2), copied.DestinationOf(new Uid(2)));
        var moved = await connection.MoveAsync(UidSet.Parse("3"), archive, Ct);
        Assert.Equal("3", moved.Destination.ToString());
        Assert.Equal(2u, connection.Selected!.Exists);
        Assert.Equal(3u, (await connection.StatusAsync(archive, StatusItems.Counters, Ct)).Messages);
    }

    [Fact]
    public async Task A_copy_to_nowhere_says_so_and_the_connection_goes_on()
    {
        await using var connection = await SelectedAsync("a");
        var failure = await Assert.ThrowsAsync<ImapCommandException>(() => connection.CopyAsync(First, MailboxName.Create("Nowhere"), Ct));
        Assert.Equal(ResponseCodeKind.TryCreate, failure.Kind);
        await connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task Expunge_removes_only_what_was_named()
    {
        await using var connection = await SelectedAsync("a", "b", "c");
        await connection.StoreAsync(UidSet.Parse("1:3"), StoreAction.Add, FlagSet.Of(Flag.Deleted), unchangedSince: null, Ct);
        await connection.ExpungeAsync(UidSet.Parse("2"), Ct);
        Assert.Equal(2u, connection.Selected!.Exists);
        await connection.ExpungeAsync(null, Ct);
        Assert.Equal(0u, connection.Selected.Exists);
        Assert.Equal(2u, Assert.IsType<ExpungeEvent>(await connection.Events.ReadAsync(Ct)).SequenceNumber);
    }

    [Fact]
    public async Task Search_counts_cuts_and_finds_unicode()
    {
        await using var connection = await SelectedAsync("eins", "zwei Grüße", "drei", "vier");
        await connection.StoreAsync(UidSet.Parse("3"), StoreAction.Add, FlagSet.Of(Flag.Seen), unchangedSince: null, Ct);
        var all = await connection.SearchAsync(SearchQuery.All, new SearchReturn { Min = true, Max = true, Count = true, All = true, Partial = (2, 3) }, Ct);
        Assert.Equal((1u, 4u, 4L, "1:4", "2:3"), (all.Min!.Value.Value, all.Max!.Value.Value, all.Count!.Value, all.All!.ToString(), all.Partial!.ToString()));
        Assert.Equal("3:4", (await connection.SearchAsync(SearchQuery.All, new SearchReturn { Partial = (-1, -2) }, Ct)).Partial!.ToString());
        Assert.Equal("2", (await connection.SearchAsync(SearchQuery.Subject("grüße"), SearchReturn.Hits, Ct)).All!.ToString());
        var query = SearchQuery.And(SearchQuery.Or(SearchQuery.Seen, SearchQuery.Subject("eins")), SearchQuery.Not(SearchQuery.Uids(UidSet.Parse("9"))));
        Assert.Equal("1,3", (await connection.SearchAsync(query, SearchReturn.Hits, Ct)).All!.ToString());
        Assert.Empty((await connection.SearchAsync(SearchQuery.From("nobody"), SearchReturn.Hits, Ct)).All!);
        Assert.Equal("1:2", (await connection.SearchAsync(SearchQuery.Numbers(SequenceSet.Range(1, 2)), SearchReturn.Hits, Ct)).All!.ToString());
        Assert.Equal(4, (await connection.SearchAsync(SearchQuery.Since(new DateOnly(2020, 1, 9)), SearchReturn.CountOnly, Ct)).Count);
    }

    [Fact]
    public async Task Append_keeps_flags_and_date_and_tells_the_uid()
    {
        await using var connection = await SignedInAsync();
        var message = Encoding.UTF8.GetBytes(Message("dated"));
        var at = new DateTimeOffset(2021, 3, 4, 5, 6, 7, TimeSpan.FromHours(-3.5));
        var appended = await connection.AppendAsync(MailboxName.Create("Drafts"), new MemoryStream(message), message.Length, FlagSet.Of(Flag.Draft, Flag.Seen), at, Ct);
        await connection.SelectAsync(MailboxName.Create("Drafts"), ct: Ct);
        var row = (await RowsAsync(connection, UidSet.Of(appended.Uid!.Value), new FetchItems { Flags = true, InternalDate = true, Size = true })).Single();
        Assert.Equal((at.UtcDateTime, (long)message.Length, true), (row.InternalDate!.Value.UtcDateTime, row.Size!.Value, row.Flags!.Contains(Flag.Draft)));
        Assert.Equal(connection.Selected!.UidValidity, appended.UidValidity);
    }

    [Fact]
    public async Task Append_without_LITERAL_plus_asks_first()
    {
        await using var own = await TestKit.Servers.RealServers.OwnDovecotAsync(new TestKit.Dovecot.DovecotOptions { WithoutCapabilities = ["LITERAL+"] }, Ct);
        await using var connection = await ImapConnection.ConnectAsync(
            new Protocols.Net.ServerEndpoint("127.0.0.1", own.Ports.Imap, Protocols.Net.TransportSecurity.Plain), ImapConnectionOptions.Default, Ct);
        await connection.SignInAsync(ImapCredentials.Password("ann@tidewater.test", own.Password), Ct);
        Assert.False(connection.Capabilities.Has("LITERAL+"));
        Assert.Equal(new Uid(1), (await AppendAsync(connection, Message("asked"))).Uid);
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => connection.AppendAsync(
            MailboxName.Create("Nowhere"), new MemoryStream(new byte[100]), 100, FlagSet.Empty, date: null, Ct));
        Assert.Equal(ResponseCodeKind.TryCreate, refused.Kind);
        await connection.NoopAsync(Ct);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_streams_as_it_is_or_decoded_by_the_server(bool binary)
    {
        await using var connection = await SignedInAsync();
        var content = new byte[2_000_000];
        new Random(11).NextBytes(content);
        var base64 = Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks);
        await AppendAsync(connection, "Subject: big\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64 + "\r\n");
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        await using var body = await connection.OpenBodyAsync(new Uid(1), SectionPath.Create("1"), new BodyFetchOptions { Binary = binary }, Ct);
        var copy = new MemoryStream();
        await body.CopyToAsync(copy, Ct);
        Assert.Equal(binary, body.IsDecoded);
        Assert.Equal(content, binary ? copy.ToArray() : Convert.FromBase64String(Encoding.ASCII.GetString(copy.ToArray())));
        Assert.False((await RowsAsync(connection, First, FetchItems.FlagsOnly)).Single().Flags!.IsSeen);
    }

    [Fact]
    public async Task A_part_of_a_body_is_cut_by_the_server()
    {
        await using var connection = await SelectedAsync("cut");
        await using var body = await connection.OpenBodyAsync(new Uid(1), SectionPath.Text, new BodyFetchOptions { Partial = (1, 3) }, Ct);
        var copy = new MemoryStream();
        await body.CopyToAsync(copy, Ct);
        Assert.Equal("ell", Encoding.ASCII.GetString(copy.ToArray()));
    }

    [Fact]
    public async Task Sections_up_to_their_limit_come_in_the_row()
    {
        await using var connection = await SignedInAsync();
        await AppendAsync(connection, Message("long", string.Concat(Enumerable.Repeat("0123456789\r\n", 20_000))));
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        var fields = SectionPath.HeaderFields("SUBJECT");
        var row = (await RowsAsync(connection, First, new FetchItems { Sections = [SectionPath.Create("1"), fields] })).Single();
        Assert.Equal(240_000, row.Section(SectionPath.Create("1"))!.Data!.Value.Length);
        Assert.Equal("Subject: long\r\n\r\n", Encoding.ASCII.GetString(row.Section(fields)!.Data!.Value.Span));
    }

    [Fact]
    public async Task A_subject_of_seventy_kilobytes_costs_neither_the_list_nor_the_connection()
    {
        await using var connection = await SelectedAsync("before", string.Concat(Enumerable.Repeat(new string('s', 68) + "\r\n ", 1000)) + "end", "after");
        var rows = await ToListAsync(connection.FetchAsync(SequenceSet.All, FetchItems.Listing, ct: Ct));
        Assert.Equal(3, rows.Count);
        Assert.Equal("after", Encoding.ASCII.GetString(rows[2].Envelope!.Subject.Span));
        Assert.StartsWith("sssss", Encoding.ASCII.GetString(rows[1].Envelope!.Subject.Span), StringComparison.Ordinal);
        await connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task Preview_saves_a_round_trip()
    {
        await using var connection = await SelectedAsync("a");
        var row = (await RowsAsync(connection, First, new FetchItems { Preview = PreviewWish.Make })).Single();
        Assert.Equal("Hello.", row.Preview);
    }

    [Fact]
    public async Task Namespace_id_and_status_are_answered()
    {
        await using var connection = await SignedInAsync();
        Assert.Equal('/', Assert.Single((await connection.NamespaceAsync(Ct)).Personal).Delimiter);
        Assert.Equal("Dovecot", (await connection.IdAsync(new Dictionary<string, string> { ["name"] = "Webmail \"quoted\"" }, Ct))["name"]);
        var status = await connection.StatusAsync(MailboxName.Inbox, StatusItems.Counters | StatusItems.Size | StatusItems.HighestModSeq, Ct);
        Assert.Equal((0u, 0ul), (status.Messages!.Value, status.Size!.Value));
        await Assert.ThrowsAsync<ImapCommandException>(() => connection.StatusAsync(MailboxName.Create("Nowhere"), StatusItems.Counters, Ct));
    }

    [Fact]
    public async Task A_refused_select_leaves_no_mailbox_selected()
    {
        await using var connection = await SelectedAsync("a");
        await Assert.ThrowsAsync<ImapCommandException>(() => connection.SelectAsync(MailboxName.Create("Nowhere"), ct: Ct));
        Assert.Equal((ImapConnectionState.Authenticated, true), (connection.State, connection.Selected is null));
        var opened = await connection.ExamineAsync(MailboxName.Inbox, ct: Ct);
        Assert.True(opened.Mailbox.ReadOnly);
        await connection.UnselectAsync(Ct);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
    }

    [Fact]
    public async Task Five_thousand_messages_far_apart_are_named_in_pieces()
    {
        await using var connection = await SelectedAsync("a", "b");
        var odd = new UidSet(NumberSet.From(Enumerable.Range(0, 5000).Select(i => (uint)(2 * i) + 1)));
        Assert.Single(await RowsAsync(connection, odd, FetchItems.FlagsOnly));
        Assert.Empty((await connection.StoreAsync(odd, StoreAction.Add, FlagSet.Of(Flag.Seen), unchangedSince: null, Ct)).Modified);
    }

    private static Task<IReadOnlyList<MailboxListing>> ListAsync(ImapConnection connection) => connection.ListAsync(ListOptions.Default, Ct);

    private static Task<List<FetchRow>> RowsAsync(ImapConnection connection, UidSet uids, FetchItems items) => ToListAsync(connection.FetchAsync(uids, items, ct: Ct));
}
