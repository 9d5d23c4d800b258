using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.Shapes;

/// <summary>What servers were seen to answer beside rows, each over a connection that answers the next command afterwards.</summary>
public sealed class ReplyShapeTests
{
    private static readonly MailboxName Box = MailboxName.Create("Box");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cyrus_sends_raw_octets_as_MAILBOXID_in_LIST_STATUS()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                var list = await session.CommandAsync();
                await session.SendAsync("* LIST (\\HasNoChildren) \"/\" INBOX\r\n* STATUS INBOX (MESSAGES 3 UNSEEN 1 MAILBOXID (\xb0\x9e\x00\x1f)\x7f\xc3()(\"))\r\n* LIST () \"/\" Box\r\n* STATUS Box (MESSAGES 2 UNSEEN 0 MAILBOXID (F2))\r\n");
                await session.OkAsync(list);
                await session.AnswerAsync("NOOP");
            },
            Scripted.Capabilities + " OBJECTID");

        var list = await scripted.Connection.ListAsync(new ListOptions { Status = StatusItems.Messages | StatusItems.Unseen }, Ct);
        await scripted.Connection.NoopAsync(Ct);

        Assert.Equal(["INBOX", "Box"], list.Select(one => one.Name.Value));
        Assert.Equal((2u, "F2"), (list[1].Status!.Messages, list[1].Status!.MailboxId));
        Assert.Equal((3u, 1u), (list[0].Status?.Messages, list[0].Status?.Unseen));
    }

    [Fact]
    public async Task A_server_that_leaves_READ_ONLY_away_after_EXAMINE_has_opened_the_mailbox()
    {
        await using var scripted = await Scripted.SignedInAsync(async session =>
        {
            await session.AnswerAsync("EXAMINE", "* 1 EXISTS", "* OK [UIDVALIDITY 7] valid");
            await session.AnswerAsync("UID FETCH", "* 1 FETCH (UID 5 FLAGS ())");
        });

        var opened = await scripted.Connection.ExamineAsync(Box, ct: Ct);

        Assert.True(opened.Mailbox.ReadOnly);
        Assert.Equal(new Uid(5), (await RowsAsync(scripted.Connection))[0].Uid);
    }

    [Fact]
    public async Task Courier_tells_no_UIDNEXT_and_refuses_an_extended_LIST()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.AnswerAsync("SELECT", "* FLAGS (\\Seen)", "* 4 EXISTS", "* 0 RECENT", "* OK [UIDVALIDITY 1] Ok", "* OK [MYRIGHTS \"acdilrsw\"] ACL");
                await session.AnswerAsync("LIST", "* LIST (\\Unmarked \\HasNoChildren) \".\" \"INBOX\"");
                await session.AnswerAsync("LSUB", "* LSUB (\\Unmarked) \".\" \"INBOX\"");
            },
            "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE SORT IDLE");

        var opened = await scripted.Connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        var list = await scripted.Connection.ListAsync(ListOptions.Default, Ct);

        Assert.Equal((4u, null), (opened.Mailbox.Exists, opened.Mailbox.UidNext));
        Assert.True(Assert.Single(list).IsSubscribed);
        Assert.DoesNotContain(scripted.Said, said => said.Contains("RETURN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cyrus_answers_a_fuzzy_search_without_a_hit_by_nothing()
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.AnswerAsync("UID SEARCH"), "IMAP4rev1 LITERAL+ SEARCH=FUZZY");

        var found = await scripted.Connection.SearchAsync(SearchQuery.Fuzzy(SearchQuery.Text("x")), SearchReturn.Hits, Ct);

        Assert.Empty(found.All!);
    }

    [Fact]
    public async Task Dovecot_announces_what_it_can_after_signing_in_untagged()
    {
        await using var scripted = await Scripted.ConnectAsync(async session =>
        {
            await session.GreetAsync();
            var login = await session.CommandAsync();
            await session.SayAsync("* CAPABILITY IMAP4rev1 MOVE UIDPLUS", $"{login.Tag} OK Logged in");
            await session.AnswerAsync("NOOP");
        });

        await scripted.Connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct);
        await scripted.Connection.NoopAsync(Ct);

        Assert.True(scripted.Connection.Capabilities.Has("MOVE"));
        Assert.False(scripted.Connection.Capabilities.Has("SASL-IR"));
    }

    [Theory]
    [InlineData("* METADATA \"\" (/shared/comment \"words\")")]
    [InlineData("* METADATA \"\" (/shared/comment {5}\r\nwords)")]
    public async Task Annotations_come_quoted_from_Cyrus_and_as_literals_from_Dovecot(string line)
    {
        await using var scripted = await Scripted.SignedInAsync(session => session.AnswerAsync("GETMETADATA", line), Scripted.Capabilities + " METADATA");

        var told = await scripted.Connection.GetMetadataAsync(null, ["/shared/comment"], MetadataDepth.Named, null, Ct);

        Assert.Equal("words", Encoding.ASCII.GetString(told.Entries["/shared/comment"]!.Value.Span));
    }

    [Fact]
    public async Task Dovecot_tells_where_moved_messages_went_untagged_and_that_they_vanished()
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.AnswerAsync("UID MOVE", "* OK [COPYUID 9 5 77] Moved UIDs.", "* VANISHED 5"));

        var moved = await scripted.Connection.MoveAsync(UidSet.Parse("5"), Box, Ct);

        Assert.Equal(new Uid(77), moved.DestinationOf(new Uid(5)));
        Assert.Equal(4u, scripted.Connection.Selected!.Exists);
    }

    [Theory]
    [InlineData("IMAP4rev1 SASL-IR")]
    [InlineData("IMAP4rev1")]
    public async Task A_token_of_ten_thousand_characters_signs_in(string capabilities)
    {
        var (heard, token) = ("", new string('t', 10_000));
        await using var scripted = await Scripted.ConnectAsync(async session =>
        {
            await session.GreetAsync(capabilities + " AUTH=XOAUTH2");
            var line = (await session.LineAsync()).Split(' ');
            if (line.Length < 4) await session.SayAsync("+ ");
            heard = Encoding.ASCII.GetString(Convert.FromBase64String(line.Length < 4 ? await session.LineAsync() : line[3]));
            await session.SayAsync($"{line[0]} OK [CAPABILITY {capabilities}] in");
        });

        await scripted.Connection.SignInAsync(ImapCredentials.AccessToken("ann", token), Ct);

        Assert.Contains(token, heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_breaks_off_where_the_next_begins_costs_only_itself()
    {
        var plain = new RowShape("", "", "");
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            await session.SendAsync(plain.Row(1) + "* 2 FETCH (UID 2 FLAGS () ENVELOPE (\"Fri, 17 Jul 2026\" \"Cut\r\n" + plain.Row(3) + plain.Row(4));
            await session.OkAsync(fetch);
            await session.AnswerAsync("NOOP");
        });

        var rows = await RowsAsync(scripted.Connection, FetchItems.Listing);
        await scripted.Connection.NoopAsync(Ct);

        Assert.Equal([1u, 2, 3, 4], rows.Select(row => row.SequenceNumber));
        Assert.All([rows[0], rows[2], rows[3]], row => Assert.Empty(row.Defects));
        Assert.NotEmpty(rows[1].Defects);
    }

    private static async Task<List<FetchRow>> RowsAsync(ImapConnection connection, FetchItems? items = null)
    {
        var rows = new List<FetchRow>();
        await foreach (var row in connection.FetchAsync(UidSet.Parse("1:100"), items ?? FetchItems.FlagsOnly, ct: Ct)) rows.Add(row);
        return rows;
    }
}
