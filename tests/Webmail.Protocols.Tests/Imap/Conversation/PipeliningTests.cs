using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Conversation;

public sealed class PipeliningTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_that_may_run_together_are_all_sent_before_any_answer()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var commands = new List<ScriptedCommand>();
            for (var i = 0; i < 50; i++)
            {
                commands.Add(await session.CommandAsync());
            }

            foreach (var command in commands)
            {
                await session.OkAsync(command);
            }
        });
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => FlagsAsync(scripted.Connection, (uint)i))).WaitAsync(Ct);
        Assert.Equal(0, scripted.Connection.PendingCommands);
    }

    [Fact]
    public async Task SELECT_follows_ENABLE_without_waiting_for_its_answer()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                var enable = await session.CommandAsync();
                var select = await session.CommandAsync();
                Assert.Equal(("ENABLE", "SELECT"), (enable.Name, select.Name));
                await session.SayAsync("* ENABLED QRESYNC", $"{enable.Tag} OK", "* 2 EXISTS", "* OK [UIDVALIDITY 7] valid", $"{select.Tag} OK [READ-WRITE]");
            },
            "IMAP4rev1 ENABLE QRESYNC");
        var enabling = scripted.Connection.EnableAsync(["QRESYNC"], Ct);
        var selected = await scripted.Connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        Assert.Equal(["QRESYNC"], await enabling);
        Assert.Equal(2u, selected.Mailbox.Exists);
    }

    [Fact]
    public async Task Answers_find_their_commands_in_whatever_order_they_come()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var first = await session.CommandAsync();
            var second = await session.CommandAsync();
            await session.SayAsync("* 2 FETCH (UID 20 FLAGS (\\Seen))", $"{second.Tag} OK", "* 1 FETCH (UID 10 FLAGS ())", $"{first.Tag} OK");
        });
        var one = RowsAsync(scripted.Connection, UidSet.Parse("10"), FetchItems.FlagsOnly);
        var two = RowsAsync(scripted.Connection, UidSet.Parse("20"), FetchItems.FlagsOnly);
        Assert.Equal(10u, Assert.Single(await one).Uid!.Value.Value);
        Assert.Equal(20u, Assert.Single(await two).Uid!.Value.Value);
    }

    [Fact]
    public async Task A_row_goes_to_the_command_that_asked_for_just_it_though_an_older_one_has_not_ended()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var listing = await session.CommandAsync();
            var text = await session.CommandAsync();
            await session.SayAsync(
                "* 1 FETCH (UID 10 RFC822.SIZE 7 BODY[HEADER]<0> {0}", " BODY[1]<0> {2}", "Ab)", "* 1 FETCH (UID 10 BODY[1] {4}", "Abcd)", $"{listing.Tag} OK", $"{text.Tag} OK");
        });
        var part = SectionPath.Create("1");
        var one = RowsAsync(scripted.Connection, UidSet.Parse("10"), new FetchItems { Size = true, Sections = [SectionPath.Header, part], FirstOctets = 2 });
        var two = RowsAsync(scripted.Connection, UidSet.Parse("10"), new FetchItems { Sections = [part] });
        Assert.Equal(7, Assert.Single(await one).Size);
        Assert.Equal(4, Assert.Single(await two).Section(part)!.Data!.Value.Length);
    }

    [Fact]
    public async Task Two_commands_for_the_same_get_a_row_each()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var first = await session.CommandAsync();
            var second = await session.CommandAsync();
            await session.SayAsync("* 1 FETCH (UID 10 RFC822.SIZE 7)", "* 1 FETCH (UID 10 RFC822.SIZE 7)", $"{first.Tag} OK", $"{second.Tag} OK");
        });
        var one = RowsAsync(scripted.Connection, UidSet.Parse("10"), new FetchItems { Size = true });
        var two = RowsAsync(scripted.Connection, UidSet.Parse("10"), new FetchItems { Size = true });
        Assert.Single(await one);
        Assert.Single(await two);
    }

    [Fact]
    public async Task A_command_with_sequence_numbers_waits_for_what_may_report_an_expunge()
    {
        ScriptedSession? server = null;
        var noop = new TaskCompletionSource<ScriptedCommand>();
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            server = session;
            noop.SetResult(await session.CommandAsync());
            var fetch = await session.CommandAsync();
            await session.OkAsync(fetch);
        });
        var first = scripted.Connection.NoopAsync(Ct);
        var second = RowsAsync(scripted.Connection, SequenceSet.Of(1));
        var asked = await noop.Task.WaitAsync(Ct);
        Assert.Equal("NOOP", server!.Heard[^1]);
        await server.SayAsync("* 1 EXPUNGE");
        await server.OkAsync(asked);
        await Task.WhenAll(first, second).WaitAsync(Ct);
        Assert.StartsWith("FETCH 1 ", server.Heard[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_with_sequence_numbers_run_beside_each_other()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var first = await session.CommandAsync();
            var second = await session.CommandAsync();
            await session.OkAsync(first);
            await session.OkAsync(second);
        });
        await Task.WhenAll(RowsAsync(scripted.Connection, SequenceSet.Of(1)), RowsAsync(scripted.Connection, SequenceSet.Of(2))).WaitAsync(Ct);
        Assert.Equal(ImapConnectionState.Selected, scripted.Connection.State);
    }

    [Fact]
    public async Task Select_waits_for_all_before_it_and_holds_back_all_after_it()
    {
        ScriptedSession? server = null;
        var heard = new TaskCompletionSource<ScriptedCommand>();
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            server = session;
            var fetch = await session.CommandAsync();
            heard.SetResult(fetch);
            var select = await session.CommandAsync();
            await session.SayAsync("* 9 EXISTS", $"{select.Tag} OK [READ-WRITE] selected");
            await session.OkAsync(await session.CommandAsync());
        });
        var before = FlagsAsync(scripted.Connection, 1);
        var select = scripted.Connection.SelectAsync(MailboxName.Create("Other"), ct: Ct);
        var after = FlagsAsync(scripted.Connection, 2);
        var fetch = await heard.Task.WaitAsync(Ct);
        Assert.StartsWith("UID FETCH 1 ", server!.Heard[^1], StringComparison.Ordinal);
        await server.OkAsync(fetch);
        await Task.WhenAll(before, select, after).WaitAsync(Ct);
        Assert.Equal(["UID FETCH 1 (UID FLAGS)", "SELECT \"Other\" (CONDSTORE)", "UID FETCH 2 (UID FLAGS)"], server.Heard.Skip(2));
        Assert.Equal(9u, scripted.Connection.Selected!.Exists);
    }

    [Fact]
    public async Task Two_searches_without_a_mark_never_run_together()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerAsync("UID SEARCH", "* SEARCH 1 2");
                await session.AnswerAsync("UID SEARCH", "* SEARCH 3");
            },
            capabilities: "IMAP4rev1");
        var first = scripted.Connection.SearchAsync(SearchQuery.Unseen, SearchReturn.Hits, Ct);
        var second = scripted.Connection.SearchAsync(SearchQuery.Flagged, SearchReturn.Hits, Ct);
        Assert.Equal("1:2", (await first).All!.ToString());
        Assert.Equal("3", (await second).All!.ToString());
    }

    [Fact]
    public async Task A_reader_may_ask_something_else_in_the_middle_of_its_rows()
    {
        const int rows = 5000;
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var fetch = await session.CommandAsync();
            for (var i = 1; i <= rows; i++)
            {
                await session.SayAsync(FormattableString.Invariant($"* {i} FETCH (UID {i} FLAGS ())"));
            }

            await session.OkAsync(fetch);
            await session.AnswerAsync("NOOP");
        });
        var seen = 0;
        await foreach (var row in scripted.Connection.FetchAsync(UidSet.Parse("1:5000"), FetchItems.FlagsOnly, ct: Ct))
        {
            if (++seen == 1)
            {
                await Eventually.TrueAsync(() => scripted.Connection.PendingCommands == 1, "the fetch runs", Ct);
                await scripted.Connection.NoopAsync(Ct);
            }
        }

        Assert.Equal(rows, seen);
    }

    [Fact]
    public async Task A_command_refused_with_NO_or_BAD_leaves_the_connection_in_use()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.SayAsync($"{(await session.CommandAsync()).Tag} NO [NOPERM] not yours");
            await session.SayAsync($"{(await session.CommandAsync()).Tag} BAD what?");
            await session.AnswerAsync("NOOP");
        });
        var no = await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.CreateAsync(MailboxName.Create("x"), Ct));
        Assert.Equal((ResponseStatus.No, ResponseCodeKind.NoPerm, "not yours"), (no.Status, no.Kind, no.Text));
        var bad = await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.CreateAsync(MailboxName.Create("x"), Ct));
        Assert.Equal(ResponseStatus.Bad, bad.Status);
        await scripted.Connection.NoopAsync(Ct);
    }

    private static Task<List<FetchRow>> FlagsAsync(ImapConnection connection, uint uid) => RowsAsync(connection, UidSet.Of(new Uid(uid)), FetchItems.FlagsOnly);

    private static async Task<List<FetchRow>> RowsAsync(ImapConnection connection, UidSet uids, FetchItems items)
    {
        var rows = new List<FetchRow>();
        await foreach (var row in connection.FetchAsync(uids, items, ct: Ct))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task RowsAsync(ImapConnection connection, SequenceSet numbers)
    {
        await foreach (var row in connection.FetchAsync(numbers, FetchItems.FlagsOnly, ct: Ct))
        {
            Assert.NotNull(row.Uid);
        }
    }
}
