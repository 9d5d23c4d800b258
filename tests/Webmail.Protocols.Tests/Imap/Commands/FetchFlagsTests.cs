using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Tests.Imap.Commands;

/// <summary>A listing of flags: what is told, and what becomes of everything else that comes between its rows.</summary>
public sealed class FetchFlagsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_message_has_a_row_and_equal_flags_are_one_set()
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.AnswerAsync(
            "UID FETCH", "* 1 FETCH (UID 3 FLAGS (\\Seen Work))", "* 2 FETCH (FLAGS () UID 5)", "* 3 FETCH (UID 7 FLAGS (\\Seen Work) MODSEQ (9))"));

        var rows = await RowsAsync(scripted.Connection.FetchFlagsAsync(UidSet.Parse("1:9"), ct: Ct));

        Assert.Equal("UID FETCH 1:9 (UID FLAGS)", scripted.Said[^1]);
        Assert.Equal([(1u, 3u, "\\Seen Work", null), (2u, 5u, "", null), (3u, 7u, "\\Seen Work", 9ul)], rows.Select(Told));
        Assert.Same(rows[0].Flags, rows[2].Flags);
    }

    [Fact]
    public async Task Modification_sequences_are_asked_for_where_there_are_any_and_move_the_mailbox_on()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.AnswerAsync("SELECT", "* 2 EXISTS", "* OK [UIDVALIDITY 1] ok", "* OK [HIGHESTMODSEQ 4] ok");
            await session.AnswerAsync("UID FETCH", "* 1 FETCH (UID 3 MODSEQ (12) FLAGS ())", "* 2 FETCH (UID 4 MODSEQ (8) FLAGS ())");
        });
        await scripted.Connection.SelectAsync(MailboxName.Inbox, ct: Ct);

        var rows = await RowsAsync(scripted.Connection.FetchFlagsAsync(UidSet.Parse("1:9"), modSeq: true, new FetchOptions { ChangedSince = new ModSeq(4) }, Ct));

        Assert.Equal("UID FETCH 1:9 (UID FLAGS MODSEQ) (CHANGEDSINCE 4)", scripted.Said[^1]);
        Assert.Equal([12ul, 8ul], rows.Select(row => row.ModSeq!.Value.Value));
        Assert.Equal(new ModSeq(12), scripted.Connection.Selected!.HighestModSeq);
    }

    [Fact]
    public void Two_listings_do_not_run_at_once_because_nobody_could_say_whose_a_row_is()
    {
        static FlagRows Listing() => new(new ImapRequest("UID FETCH"), "UID FETCH", (_, _) => true, ImapLimits.Default);

        Assert.False(Listing().MayRunBeside(Listing()));
    }

    [Fact]
    public async Task Rows_by_sequence_number_and_by_uid_alone_are_read()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.AnswerAsync("FETCH", "* 4 FETCH (UID 40 FLAGS (\\Seen))", "* 5 FETCH (UID 50 FLAGS ())");
            await session.AnswerAsync("UID FETCH", "* 40 UIDFETCH (FLAGS (\\Draft))");
        });

        Assert.Equal([(4u, 40u, "\\Seen", null), (5u, 50u, "", null)], (await RowsAsync(scripted.Connection.FetchFlagsAsync(SequenceSet.StartingAt(4), ct: Ct))).Select(Told));
        Assert.Equal([(0u, 40u, "\\Draft", null)], (await RowsAsync(scripted.Connection.FetchFlagsAsync(UidSet.Parse("40"), ct: Ct))).Select(Told));
    }

    [Theory]
    [InlineData("* 2 fetch (uid 2 flags (\\Seen))")]
    [InlineData("* 2 FETCH (UID 2  FLAGS ( \\Seen ))")]
    [InlineData("* 2 FETCH (UID 2 FLAGS (\\Seen) X-ODD {5}\r\nFLAGS)")]
    [InlineData("* 2 FETCH (UID 2 X-ODD \"FLAGS (\\\\Draft)\" FLAGS (\\Seen))")]
    [InlineData("* 2 FETCH (UID 2 FLAGS (\\Seen)")]
    [InlineData("* 2 FETCH (UID 2 (FLAGS (\\Seen)))")]
    public async Task A_row_that_is_written_oddly_tells_the_same(string row)
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.AnswerAsync("UID FETCH", "* 1 FETCH (UID 1 FLAGS ())", row, "* 3 FETCH (UID 3 FLAGS ())"));

        var rows = await RowsAsync(scripted.Connection.FetchFlagsAsync(UidSet.Parse("1:9"), ct: Ct));

        Assert.Equal([(1u, 1u, "", null), (2u, 2u, "\\Seen", null), (3u, 3u, "", null)], rows.Select(Told));
    }

    [Theory]
    [InlineData("* 2 FETCH (UID 2 FLAGS \\Seen)")]
    [InlineData("* 2 FETCH (UID 2 FLAGS (\\Seen")]
    [InlineData("* 2 FETCH UID 2 FLAGS (\\Seen)")]
    [InlineData("* 2 FETCH (UID x FLAGS (\\Seen))")]
    public async Task A_row_that_cannot_be_read_costs_only_itself(string row)
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.AnswerAsync("UID FETCH", "* 1 FETCH (UID 1 FLAGS ())", row, "* 3 FETCH (UID 3 FLAGS ())");
            await session.AnswerAsync("NOOP");
        });

        var rows = await RowsAsync(scripted.Connection.FetchFlagsAsync(UidSet.Parse("1:9"), ct: Ct));
        await scripted.Connection.NoopAsync(Ct);

        Assert.Equal([1u, 3u], rows.Select(told => told.Uid.Value));
    }

    [Fact]
    public async Task What_comes_between_the_rows_is_told_as_events()
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.AnswerAsync(
            "UID FETCH", "* 1 FETCH (UID 1 FLAGS ())", "* 5 FETCH (UID 50 FLAGS (\\Deleted))", "* 5 EXPUNGE", "* 2 FETCH (UID 2 FLAGS ())", "* 6 EXISTS", "* 3 FETCH (FLAGS (\\Flagged))"));

        var rows = await RowsAsync(scripted.Connection.FetchFlagsAsync(UidSet.Parse("1:9"), ct: Ct));

        Assert.Equal([1u, 2u], rows.Select(row => row.Uid.Value));
        var events = scripted.Connection.Events;
        Assert.Equal(new Uid(50), Assert.IsType<FlagsEvent>(await events.ReadAsync(Ct)).Uid);
        Assert.Equal(5u, Assert.IsType<ExpungeEvent>(await events.ReadAsync(Ct)).SequenceNumber);
        Assert.Equal(6u, Assert.IsType<ExistsEvent>(await events.ReadAsync(Ct)).Count);
        Assert.Equal(3u, Assert.IsType<FlagsEvent>(await events.ReadAsync(Ct)).SequenceNumber);
        Assert.Equal(6u, scripted.Connection.Selected!.Exists);
    }

    [Fact]
    public async Task Rows_of_the_command_before_it_are_not_taken_from_that()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            var first = await session.CommandAsync();
            var second = await session.CommandAsync();
            await session.SayAsync("* 1 FETCH (UID 1 FLAGS (\\Seen))", $"{first.Tag} OK", "* 1 FETCH (UID 1 FLAGS (\\Draft))", $"{second.Tag} OK");
        });
        var rows = RowsAsync(scripted.Connection.FetchAsync(UidSet.Parse("1"), FetchItems.FlagsOnly, ct: Ct));
        var flags = RowsAsync(scripted.Connection.FetchFlagsAsync(UidSet.Parse("1"), ct: Ct));

        Assert.Equal("\\Seen", Assert.Single(await rows).Flags!.ToString());
        Assert.Equal("\\Draft", Assert.Single(await flags).Flags.ToString());
    }

    [Fact]
    public async Task Leaving_the_rows_early_keeps_the_connection()
    {
        await using var scripted = await Scripted.SelectedAsync(async session =>
        {
            await session.AnswerAsync("UID FETCH", "* 1 FETCH (UID 1 FLAGS ())", "* 2 FETCH (UID 2 FLAGS ())", "* 3 FETCH (UID 3 FLAGS ())");
            await session.AnswerAsync("NOOP");
        });
        await foreach (var row in scripted.Connection.FetchFlagsAsync(UidSet.Parse("1:9"), ct: Ct))
        {
            Assert.Equal(new Uid(1), row.Uid);
            break;
        }

        await scripted.Connection.NoopAsync(Ct);
        Assert.False(scripted.Connection.Events.TryRead(out _));
    }

    [Fact]
    public async Task A_cancelled_listing_longer_than_it_is_worth_reading_closes_the_connection()
    {
        var options = new ImapConnectionOptions { Limits = new ImapLimits { DrainBytes = 10_000 } };
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.CommandAsync();
                for (var i = 1; i < 10_000; i++) await session.SayAsync(FormattableString.Invariant($"* {i} FETCH (UID {i} FLAGS (\\Seen))"));
            },
            options: options);
        await foreach (var row in scripted.Connection.FetchFlagsAsync(UidSet.Parse("1:9999"), ct: Ct))
        {
            break;
        }

        await scripted.Connection.Closed.WaitAsync(Ct);
        Assert.Contains("draining", scripted.Connection.BreakReason!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_is_slow_stops_the_socket_and_then_gets_every_row()
    {
        var options = new ImapConnectionOptions { Limits = new ImapLimits { RowsAhead = 4 } };
        await using var scripted = await Scripted.SelectedAsync(
            async session => await session.AnswerAsync("UID FETCH", [.. Enumerable.Range(1, 5000).Select(i => FormattableString.Invariant($"* {i} FETCH (UID {i} FLAGS (k{i % 1500}))"))]),
            options: options);

        var rows = await RowsAsync(scripted.Connection.FetchFlagsAsync(UidSet.Parse("1:5000"), ct: Ct));

        Assert.Equal(Enumerable.Range(1, 5000).Select(i => (Uid: (uint)i, Flags: FormattableString.Invariant($"k{i % 1500}"))), rows.Select(row => (row.Uid.Value, row.Flags.ToString())));
    }

    private static (uint Number, uint Uid, string Flags, ulong? ModSeq) Told(FlagRow row) => (row.SequenceNumber, row.Uid.Value, row.Flags.ToString(), row.ModSeq?.Value);

    private static async Task<List<T>> RowsAsync<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        await foreach (var row in rows) all.Add(row);
        return all;
    }
}
