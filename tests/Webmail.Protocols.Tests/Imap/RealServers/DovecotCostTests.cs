using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>Nothing else runs beside these: they count what the whole process allocates.</summary>
[CollectionDefinition(nameof(DovecotCostTests), DisableParallelization = true)]
[Collection(nameof(DovecotCostTests))]
public sealed class DovecotCostTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    private const int Messages = 1000;
    private const int Runs = 10;
    private const int Idle = 60;

    [Fact]
    public async Task A_sign_in_to_an_open_inbox_allocates_at_most_34_kilobytes()
    {
        var each = await AllocatedAsync(async () =>
        {
            await using var connection = await SignedInAsync();
            await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        });

        // With the debug build's state machines; a release build stays below 30.
        Assert.True(each <= 34_000, each + " octets");
    }

    [Fact]
    public async Task Flags_as_sets_allocate_at_most_50_octets_a_message()
    {
        await using var connection = await FilledAsync();

        var each = await AllocatedAsync(() => Task.WhenAll(
            new[] { SearchQuery.Seen, SearchQuery.Flagged, SearchQuery.Answered, SearchQuery.Draft, SearchQuery.Deleted }.Select(query => connection.SearchAsync(query, SearchReturn.Hits, Ct))));

        Assert.True(each <= 50 * Messages, each + " octets");
    }

    [Fact]
    public async Task Flags_as_rows_allocate_at_most_20_octets_a_message()
    {
        await using var connection = await FilledAsync();

        var each = await AllocatedAsync(async () =>
        {
            var rows = 0;
            await foreach (var _ in connection.FetchFlagsAsync(SequenceSet.Range(1, Messages), modSeq: true, ct: Ct)) rows++;
            Assert.Equal(Messages, rows);
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{each} octets for {Messages} messages");
        Assert.True(each <= 20 * Messages, each + " octets");
    }

    [Fact]
    public async Task The_newest_50_rows_allocate_at_most_150_kilobytes()
    {
        await using var connection = await FilledAsync();

        var each = await AllocatedAsync(async () =>
        {
            await foreach (var _ in connection.FetchAsync(SequenceSet.Range(Messages - 49, Messages), FetchItems.Listing, ct: Ct))
            {
                // Read and let go.
            }
        });

        Assert.True(each <= 150_000, each + " octets");
    }

    [Fact]
    public async Task An_idle_connection_holds_at_most_5500_octets_of_heap()
    {
        var idle = new List<ImapConnection>();
        for (var warm = 0; warm < 10; warm++) idle.Add(await IdlingAsync());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Idle; i++) idle.Add(await IdlingAsync());
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Idle;
        foreach (var connection in idle) await connection.DisposeAsync();

        // The socket itself is 1.6 KB of it.
        TestContext.Current.TestOutputHelper?.WriteLine($"{each} octets");
        Assert.True(each <= 5500, each + " octets");
    }

    private async Task<ImapConnection> IdlingAsync()
    {
        var connection = await SignedInAsync();
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        await connection.IdleAsync(Ct);
        return connection;
    }

    // Every second message is read: flags that make the longest sets.
    private async Task<ImapConnection> FilledAsync()
    {
        var connection = await SignedInAsync();
        var message = Encoding.UTF8.GetBytes(Message("cost"));
        for (var done = 0; done < Messages; done += 100)
        {
            await connection.AppendAllAsync(MailboxName.Inbox, [.. Enumerable.Range(0, 100).Select(i => AppendMessage.From(message) with { Flags = i % 2 == 0 ? FlagSet.Of(Flag.Seen, Flag.Forwarded) : FlagSet.Empty })], Ct);
        }

        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        return connection;
    }

    private static async Task<long> AllocatedAsync(Func<Task> work)
    {
        for (var warm = 0; warm < 3; warm++) await work();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var run = 0; run < Runs; run++) await work();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Runs;
    }
}
