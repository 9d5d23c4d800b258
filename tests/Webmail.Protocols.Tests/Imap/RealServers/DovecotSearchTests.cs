using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class DovecotSearchTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    private static readonly SortTerm[] BySubject = [new SortTerm(SortKey.Subject)];

    [Fact]
    public async Task Sort_orders_by_subject_and_cuts_windows()
    {
        await using var connection = await SelectedAsync("c", "Re: a", "b", "d");
        var sorted = await connection.SortAsync(BySubject, SearchQuery.All, new SearchReturn { All = true, Count = true, Min = true, Max = true }, Ct);
        Assert.Equal(("2,3,1,4", 4L, 2u, 4u), (Text(sorted.All), sorted.Count!.Value, sorted.First!.Value.Value, sorted.Last!.Value.Value));
        var window = await connection.SortAsync([new SortTerm(SortKey.Subject, Reverse: true)], SearchQuery.All, new SearchReturn { Partial = (2, 3) }, Ct);
        Assert.Equal("1,3", Text(window.Partial));
        Assert.Equal("3,2", Text((await connection.SortAsync([new SortTerm(SortKey.Subject, Reverse: true)], SearchQuery.All, new SearchReturn { Partial = (-1, -2) }, Ct)).Partial));
        Assert.Empty((await connection.SortAsync(BySubject, SearchQuery.Subject("nowhere"), SearchReturn.Hits, Ct)).All!);
    }

    [Theory]
    [InlineData(SortKey.Arrival)]
    [InlineData(SortKey.Cc)]
    [InlineData(SortKey.Date)]
    [InlineData(SortKey.From)]
    [InlineData(SortKey.Size)]
    [InlineData(SortKey.To)]
    [InlineData(SortKey.DisplayFrom)]
    [InlineData(SortKey.DisplayTo)]
    public async Task Every_key_of_sort_is_known(SortKey key)
    {
        await using var connection = await SelectedAsync("a", "bb");
        Assert.Equal("1,2", Text((await connection.SortAsync([new SortTerm(key), new SortTerm(SortKey.Arrival)], SearchQuery.All, SearchReturn.Hits, Ct)).All));
    }

    [Fact]
    public async Task Threads_hold_answers_below_what_they_answer()
    {
        await using var connection = await SignedInAsync();
        await AppendAsync(connection, "Message-ID: <1@x>\r\nSubject: talk\r\n\r\na");
        await AppendAsync(connection, "Message-ID: <2@x>\r\nReferences: <1@x>\r\nSubject: Re: talk\r\n\r\nb");
        await AppendAsync(connection, "Message-ID: <3@x>\r\nSubject: else\r\n\r\nc");
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        Assert.Equal([ThreadAlgorithm.Refs, ThreadAlgorithm.References, ThreadAlgorithm.OrderedSubject], connection.Capabilities.ThreadAlgorithms());
        foreach (var algorithm in connection.Capabilities.ThreadAlgorithms())
        {
            var threads = await connection.ThreadAsync(algorithm, SearchQuery.All, Ct);
            var talk = threads.Single(thread => thread.Number == 1);
            Assert.Equal((2, 2u), (threads.Count, talk.Children.Single().Number!.Value));
        }
    }

    [Fact]
    public async Task What_a_search_found_is_named_without_a_list()
    {
        await using var connection = await SelectedAsync("eins", "zwei", "eins zwei");
        var found = await connection.SearchAsync(SearchQuery.Subject("eins"), new SearchReturn { Save = true, Count = true }, Ct);
        Assert.Equal((true, 2L), (found.IsSaved, found.Count!.Value));
        await connection.StoreSavedAsync(StoreAction.Add, FlagSet.Of(Flag.Seen), unchangedSince: null, Ct);
        Assert.Equal("1,3", (await connection.SearchAsync(SearchQuery.And(SearchQuery.Saved, SearchQuery.Seen), SearchReturn.Hits, Ct)).All!.ToString());
        Assert.Equal("1,3", (await connection.CopySavedAsync(MailboxName.Create("Archive"), Ct)).Source.ToString());
        Assert.Equal("1,3", (await connection.MoveSavedAsync(MailboxName.Create("Trash"), Ct)).Source.ToString());
        Assert.Equal(1u, connection.Selected!.Exists);
    }

    [Fact]
    public async Task A_search_that_is_kept_current_tells_of_new_hits()
    {
        await using var connection = await SelectedAsync("a", "b");
        var unseen = await connection.SearchAsync(SearchQuery.Seen, new SearchReturn { Update = true, Count = true }, Ct);
        Assert.NotNull(unseen.Context);
        await connection.StoreAsync(UidSet.Parse("2"), StoreAction.Add, FlagSet.Of(Flag.Seen), unchangedSince: null, Ct);
        await connection.NoopAsync(Ct);
        var update = await UpdateAsync(connection);
        Assert.Equal((unseen.Context, true, 2u), (update.Context, update.Updates[0].IsAddition, update.Updates[0].Numbers[0].From));
        await connection.CancelUpdateAsync(unseen.Context, Ct);
    }

    [Fact]
    public async Task A_window_is_fetched_without_PARTIAL()
    {
        await using var connection = await SelectedAsync("a", "b", "c", "d");
        var rows = await ToListAsync(connection.FetchAsync(UidSet.Parse("1:4294967295"), FetchItems.FlagsOnly, new FetchOptions { Partial = (-1, -2) }, Ct));
        Assert.Equal([3u, 4u], rows.Select(row => row.Uid!.Value.Value));
    }

    [Fact]
    public async Task Keys_of_extensions_are_understood()
    {
        await using var connection = await SelectedAsync("now");
        foreach (var query in new[]
        {
            SearchQuery.Younger(3600), SearchQuery.Not(SearchQuery.Older(3600)), SearchQuery.Fuzzy(SearchQuery.Subject("now")), SearchQuery.SavedSince(new DateOnly(2020, 1, 1)),
            SearchQuery.SentOn(new DateOnly(2026, 11, 2)), SearchQuery.Unanswered, SearchQuery.NoDraft,
        })
        {
            Assert.Equal(1, (await connection.SearchAsync(query, SearchReturn.CountOnly, Ct)).Count);
        }
    }

    private static async Task<SearchUpdateEvent> UpdateAsync(ImapConnection connection)
    {
        while (true)
        {
            if (await connection.Events.ReadAsync(Ct) is SearchUpdateEvent update)
            {
                return update;
            }
        }
    }

    private static string Text(IReadOnlyList<Uid>? uids) => string.Join(',', uids ?? []);
}
