using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>Nobody waits behind a search, and a search nobody waits for ends.</summary>
public sealed class SearchLeaseTests
{
    private const uint Large = 100_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_folder_is_searched_beside_its_list()
    {
        await using var account = Folder(Large);
        await using var list = await account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await using var search = await account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var searching = search.Connection.SearchAsync(SearchQuery.Text("tide"), SearchReturn.Hits, leaving.Token);

        await list.Connection.NoopAsync(Ct);

        Assert.False(searching.IsCompleted);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => searching);
    }

    [Fact]
    public async Task A_folder_that_is_still_being_selected_is_not_taken_for_a_small_one()
    {
        await using var account = Folder(Large);
        var renting = account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await using var search = await account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct);
        await using var list = await renting;

        Assert.NotSame(list.Connection, search.Connection);
    }

    [Fact]
    public async Task A_small_folder_is_searched_on_the_connection_of_its_list()
    {
        await using var account = Folder(20);
        await using var list = await account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await using var search = await account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct);

        Assert.Same(list.Connection, search.Connection);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Where_few_connections_are_allowed_a_search_takes_none_from_the_list_and_a_download(int allowed)
    {
        await using var account = Folder(Large, allowed);
        await using var list = await account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await using var search = await account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct);

        Assert.Same(list.Connection, search.Connection);
    }

    [Fact]
    public async Task However_many_search_the_list_and_a_download_have_their_connections()
    {
        await using var account = Folder(Large, allowed: 4);
        var pool = account.Account.Pool;
        await using var list = await pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        var searches = Enumerable.Range(0, 5).Select(_ => pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct)).ToList();
        await using var first = await await Task.WhenAny(searches);

        await using var download = await pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);

        Assert.NotSame(list.Connection, download.Connection);
        await Task.WhenAll(searches.Select(async search => await (await search).DisposeAsync())); // those that wait have their turn
    }

    [Fact]
    public async Task A_search_that_was_given_up_loses_its_connection_after_a_moment()
    {
        await using var account = Folder(Large);
        var pool = account.Account.Pool;
        await using var list = await pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        var search = await pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var searching = search.Connection.SearchAsync(SearchQuery.Text("tide"), SearchReturn.Hits, leaving.Token);
        await Eventually.TrueAsync(() => account.Said.Any(line => line.Contains("SEARCH", StringComparison.Ordinal)), "the server searches", Ct);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => searching);

        await search.DisposeAsync();

        await search.Connection.Closed.WaitAsync(Ct);
        await using var next = await pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct);
        Assert.NotSame(search.Connection, next.Connection);
        Assert.Equal(LinkState.Online, account.Account.Health.State);
    }

    [Fact]
    public async Task A_search_that_ended_gives_its_connection_to_the_next()
    {
        await using var account = Folder(Large);
        var pool = account.Account.Pool;
        await using var list = await pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        var search = await pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct);
        await search.Connection.SearchAsync(SearchQuery.Seen, SearchReturn.Hits, Ct);
        await search.DisposeAsync();

        await using var next = await pool.RentAsync(MailboxName.Inbox, LeaseUse.Search, Ct);

        Assert.Same(search.Connection, next.Connection);
    }

    /// <summary>Its text is searched without end, its flags at once.</summary>
    private static ScriptedAccount Folder(uint messages, int allowed = 4) => new(
        "IMAP4rev1 ESEARCH",
        command => command.Name switch
        {
            "SELECT" or "EXAMINE" => [$"* {messages} EXISTS", "* FLAGS (\\Seen)", "* OK [UIDVALIDITY 7] yes", $"* OK [UIDNEXT {messages + 1}] yes"],
            "UID SEARCH" when command.Text.Contains("TEXT", StringComparison.Ordinal) => ScriptedAccount.NoEnd,
            "UID SEARCH" => ["* ESEARCH (TAG \"{tag}\") UID ALL 1:20"],
            _ => [],
        },
        new SessionLimits { Compression = CompressionUse.Never, WorkersPerAccount = allowed, SearchGrace = TimeSpan.FromMilliseconds(50) });
}
