using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.Commands;

public sealed class SearchExtensionTests
{
    private const string All = "IMAP4rev1 LITERAL+ ESEARCH ESORT SORT SORT=DISPLAY SEARCHRES CONTEXT=SEARCH CONTEXT=SORT PARTIAL WITHIN SEARCH=FUZZY MULTISEARCH OBJECTID SAVEDATE THREAD=REFS";

    private static readonly DateOnly Day = new(2026, 3, 4);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Keys() => new()
    {
        { "younger", "YOUNGER 60", "SINCE 21-Nov-2026" },
        { "older", "OLDER 60", "BEFORE 24-Nov-2026" },
        { "fuzzy", "FUZZY SUBJECT \"x\"", "SUBJECT \"x\"" },
        { "saved-since", "SAVEDSINCE 4-Mar-2026", "SINCE 4-Mar-2026" },
        { "saved-before", "SAVEDBEFORE 4-Mar-2026", "BEFORE 4-Mar-2026" },
        { "email", "EMAILID M12", "EMAILID M12" },
        { "not-or", "NOT OR (FUZZY FROM \"a\") (OLDER 60)", "NOT OR (FROM \"a\") (BEFORE 24-Nov-2026)" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_key_is_written_as_the_server_knows_it(string key, string known, string unknown)
    {
        var query = key switch
        {
            "younger" => SearchQuery.Younger(60),
            "older" => SearchQuery.Older(60),
            "fuzzy" => SearchQuery.Fuzzy(SearchQuery.Subject("x")),
            "saved-since" => SearchQuery.SavedSince(Day),
            "saved-before" => SearchQuery.SavedBefore(Day),
            "email" => SearchQuery.EmailId("M12"),
            _ => SearchQuery.Not(SearchQuery.Or(SearchQuery.And(SearchQuery.Fuzzy(SearchQuery.From("a"))), SearchQuery.And(SearchQuery.Older(60)))),
        };
        Assert.Equal("UID SEARCH RETURN (ALL) " + known, await SaidAsync(query, All));
        Assert.Equal("UID SEARCH " + unknown, await SaidAsync(query, "IMAP4rev1"));
    }

    [Theory]
    [InlineData("1234", "X-GM-MSGID 1234")]
    [InlineData("M1", "EMAILID M1")]
    public async Task Gmails_ids_are_searched_in_its_own_words(string id, string expected) =>
        Assert.Equal("UID SEARCH " + expected, await SaidAsync(SearchQuery.EmailId(id), "IMAP4rev1 X-GM-EXT-1"));

    [Fact]
    public async Task Gmails_own_search_is_a_string() =>
        Assert.Equal("UID SEARCH X-GM-RAW \"has:attachment \\\"x\\\"\"", await SaidAsync(SearchQuery.GmailRaw("has:attachment \"x\""), "IMAP4rev1 X-GM-EXT-1"));

    [Fact]
    public async Task Partial_of_9394_counts_from_the_end()
    {
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync("UID SEARCH", "* ESEARCH (TAG \"{tag}\") UID PARTIAL (-1:-3 7:9)"), All);
        Assert.Equal("7:9", (await scripted.Connection.SearchAsync(SearchQuery.All, new SearchReturn { Partial = (-1, -3) }, Ct)).Partial!.ToString());
        Assert.Equal("UID SEARCH RETURN (PARTIAL -1:-3) ALL", scripted.Said[^1]);
    }

    [Fact]
    public async Task Fetch_takes_a_window_where_PARTIAL_is_announced()
    {
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync("UID FETCH", "* 5 FETCH (UID 9 FLAGS ())"), All + " CONDSTORE");
        var rows = new List<FetchRow>();
        await foreach (var row in scripted.Connection.FetchAsync(UidSet.Parse("1:1000000"), FetchItems.FlagsOnly, new FetchOptions { Partial = (-1, -50), ChangedSince = new ModSeq(4) }, Ct))
        {
            rows.Add(row);
        }

        Assert.Equal(new Uid(9), Assert.Single(rows).Uid);
        Assert.Equal("UID FETCH 1:1000000 (UID FLAGS) (CHANGEDSINCE 4 PARTIAL -1:-50)", scripted.Said[^1]);
    }

    [Fact]
    public async Task A_sorted_window_keeps_its_order()
    {
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync("UID SORT", "* ESEARCH (TAG \"{tag}\") UID COUNT 900 PARTIAL (1:4 9:8,3,5)"), All);
        var sorted = await scripted.Connection.SortAsync(
            [new SortTerm(SortKey.DisplayFrom), new SortTerm(SortKey.Date, Reverse: true)], SearchQuery.Unseen, new SearchReturn { Partial = (1, 4), Count = true }, Ct);
        Assert.Equal(("9,8,3,5", 900L), (string.Join(',', sorted.Partial!), sorted.Count!.Value));
        Assert.Equal("UID SORT RETURN (COUNT PARTIAL 1:4) (DISPLAYFROM REVERSE DATE) UTF-8 UNSEEN", scripted.Said[^1]);
    }

    [Fact]
    public async Task A_run_that_claims_four_thousand_million_messages_is_cut()
    {
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync("UID SORT", "* ESEARCH (TAG \"{tag}\") UID ALL 4294967295:1"), All);
        var sorted = await scripted.Connection.SortAsync([new SortTerm(SortKey.Date)], SearchQuery.All, SearchReturn.Hits, Ct);
        Assert.Equal(10_000_000, sorted.All!.Count);
    }

    [Fact]
    public async Task A_server_that_cannot_sort_or_thread_is_not_asked()
    {
        await using var scripted = await Scripted.SelectedAsync(session => session.AnswerAsync("NOOP"), "IMAP4rev1");
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.SortAsync([new SortTerm(SortKey.Date)], SearchQuery.All, SearchReturn.Hits, Ct));
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.ThreadAsync(ThreadAlgorithm.Refs, SearchQuery.All, Ct));
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.MultiSearchAsync([SearchScope.Personal], SearchQuery.All, SearchReturn.Hits, null, Ct));
        await Assert.ThrowsAsync<NotSupportedException>(() => scripted.Connection.StoreSavedAsync(StoreAction.Add, FlagSet.Of(Flag.Seen), null, Ct));
        await scripted.Connection.NoopAsync(Ct);
    }

    [Fact]
    public async Task Several_mailboxes_are_searched_at_once()
    {
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync(
                "ESEARCH",
                "* ESEARCH (TAG \"{tag}\" MAILBOX \"INBOX\" UIDVALIDITY 7) UID ALL 1,5 COUNT 2",
                "* ESEARCH (TAG \"{tag}\" MAILBOX \"S&APw-d\" UIDVALIDITY 8) UID ALL 3 COUNT 1"),
            All);
        var told = new List<string>();
        var hits = await scripted.Connection.MultiSearchAsync(
            [SearchScope.Subscribed, SearchScope.Subtree(MailboxName.Create("Süd")), SearchScope.Mailboxes(MailboxName.Inbox, MailboxName.Create("b"))],
            SearchQuery.Subject("ü"),
            new SearchReturn { All = true, Count = true },
            one => told.Add(one.Mailbox.Value),
            Ct);
        Assert.Equal(["INBOX", "Süd"], told);
        Assert.Equal(("1,5", 8u, 1L), (hits[0].Result.All!.ToString(), hits[1].UidValidity.Value, hits[1].Result.Count!.Value));
        Assert.Equal("ESEARCH IN (subscribed subtree \"S&APw-d\" mailboxes (\"INBOX\" \"b\")) RETURN (COUNT ALL) CHARSET UTF-8 SUBJECT {2+}\u00c3\u00bc", scripted.Said[^1]);
    }

    [Fact]
    public async Task A_result_that_cannot_be_saved_or_kept_current_says_so()
    {
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                await session.AnswerTaggedAsync("UID SEARCH", "OK [NOTSAVED] too many", "* ESEARCH (TAG \"{tag}\") UID COUNT 5", "* NO [NOUPDATE \"{tag}\"] too many contexts");
            },
            All);
        var found = await scripted.Connection.SearchAsync(SearchQuery.All, new SearchReturn { Save = true, Update = true, Count = true }, Ct);
        Assert.Equal((false, null, 5L), (found.IsSaved, found.Context, found.Count!.Value));
    }

    [Fact]
    public async Task Relevancy_comes_with_the_hits()
    {
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync("UID SEARCH", "* ESEARCH (TAG \"{tag}\") UID ALL 1:2 RELEVANCY (4 99)"), All);
        var found = await scripted.Connection.SearchAsync(SearchQuery.Fuzzy(SearchQuery.Text("x")), new SearchReturn { All = true, Relevancy = true }, Ct);
        Assert.Equal([4, 99], found.Relevancy!);
    }

    private static async Task<string> SaidAsync(SearchQuery query, string capabilities)
    {
        await using var scripted = await Scripted.SelectedAsync(
            session => session.AnswerAsync("UID SEARCH", "* SEARCH 1"), capabilities, options: ImapConnectionOptions.Default with { TimeProvider = new Noon() });
        await scripted.Connection.SearchAsync(query, SearchReturn.Hits, Ct);
        return scripted.Said[^1];
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    }
}
