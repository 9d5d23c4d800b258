using System.Collections.Concurrent;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit;

namespace Webmail.Protocols.Tests.Imap.Conversation;

public sealed class CommandReportTests
{
    private readonly ConcurrentQueue<ImapCommandReport> _reports = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ImapConnectionOptions Options => ImapConnectionOptions.Default with { CommandOver = _reports.Enqueue };

    [Fact]
    public async Task Octets_of_the_command_and_of_its_own_answer_are_counted_and_no_others()
    {
        var tag = "";
        await using var scripted = await Scripted.SelectedAsync(
            async session =>
            {
                var command = await session.CommandAsync();
                tag = command.Tag;
                await session.SayAsync("* 6 EXISTS", $"* ESEARCH (TAG \"{tag}\") UID ALL 2:4", $"{tag} OK done");
                await session.UntilClosedAsync();
            },
            options: Options);

        await scripted.Connection.SearchAsync(SearchQuery.Unseen, SearchReturn.Hits, Ct);

        var report = _reports.Last();
        Assert.Equal(("UID SEARCH", ImapCommandOutcome.Ok), (report.Name, report.Outcome));
        Assert.Equal($"* ESEARCH (TAG \"{tag}\") UID ALL 2:4\r\n{tag} OK done\r\n".Length, report.Received);
        Assert.Equal(Encoding.ASCII.GetByteCount($"{tag} {scripted.Said[^1]}\r\n"), report.Sent);
    }

    [Theory]
    [InlineData("NO", ImapCommandOutcome.No)]
    [InlineData("BAD", ImapCommandOutcome.Bad)]
    public async Task A_refusal_is_told_before_its_caller_hears_of_it(string answer, ImapCommandOutcome outcome)
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                var command = await session.CommandAsync();
                await session.SayAsync($"{command.Tag} {answer} not now");
                await session.UntilClosedAsync();
            },
            options: Options);

        await Assert.ThrowsAsync<ImapCommandException>(() => scripted.Connection.NoopAsync(Ct));

        Assert.Equal(("NOOP", outcome), (_reports.Last().Name, _reports.Last().Outcome));
    }

    [Fact]
    public async Task A_command_that_the_connection_took_with_it_is_told_as_broken()
    {
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                await session.CommandAsync();
                await session.CloseAsync();
            },
            options: Options);

        await Assert.ThrowsAsync<ImapProtocolException>(() => scripted.Connection.NoopAsync(Ct));

        Assert.Equal(("NOOP", ImapCommandOutcome.Broken), (_reports.Last().Name, _reports.Last().Outcome));
    }

    [Fact]
    public async Task The_time_in_the_queue_and_the_time_at_the_server_are_told_apart()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var heard = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var scripted = await Scripted.SignedInAsync(
            async session =>
            {
                var first = await session.CommandAsync();
                heard.SetResult();
                await go.Task.WaitAsync(session.Ended);
                await session.OkAsync(first);
                await session.OkAsync(await session.CommandAsync());
                await session.UntilClosedAsync();
            },
            options: Options with { TimeProvider = time });

        // Both answers of NAMESPACE look alike: the second waits for the first.
        var first = scripted.Connection.NamespaceAsync(Ct);
        await heard.Task.WaitAsync(Ct);
        var second = scripted.Connection.NamespaceAsync(Ct);
        time.Advance(TimeSpan.FromSeconds(3));
        go.SetResult();
        await Task.WhenAll(first, second);

        var reports = _reports.Where(report => report.Name == "NAMESPACE").ToList();
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(3)], reports.Select(report => report.Queued));
        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.Zero], reports.Select(report => report.Duration));
    }
}
