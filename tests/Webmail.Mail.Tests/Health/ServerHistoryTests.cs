using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Mail.Health;
using Webmail.Protocols.Imap;
using Webmail.TestKit;

namespace Webmail.Mail.Tests.Health;

public sealed class ServerHistoryTests
{
    private const string Own = "imap.tidewater.test";

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 30, TimeSpan.Zero));
    private readonly ServerHistory _history;

    public ServerHistoryTests()
    {
        var options = new TenantsOptions();
        options.Tenants.Add(new TenantOptions { Name = "Tidewater", Imap = new ServerOptions { Host = "IMAP.tidewater.test" } });
        _history = new ServerHistory(new TenantDirectory(Options.Create(options)), _time);
    }

    [Fact]
    public void A_tenants_server_is_there_before_anything_was_asked_of_it() => Assert.Equal(new ServerReport(Own, ServerState.Quiet, 0, null, null, 0), Assert.Single(Servers()));

    [Fact]
    public void Commands_are_counted_by_their_words_with_how_they_ended()
    {
        Ask(Own, 10, sent: 20, received: 300);
        Ask(Own, 30, outcome: ImapCommandOutcome.No);
        Ask(Own, 30, outcome: ImapCommandOutcome.Bad);
        Ask(Own, 999_999, outcome: ImapCommandOutcome.Broken);
        Ask(Own, 5, name: "NOOP");
        var commands = _history.Commands(Own);
        Assert.Equal(["UID FETCH", "NOOP"], commands.Select(command => command.Command));
        Assert.Equal((4, 1, 2, 20, 300), (commands[0].Count, commands[0].Refused, commands[0].Failed, commands[0].Sent, commands[0].Received));
        Assert.InRange(commands[0].Percentile!.Value.TotalMilliseconds, 20, 40); // not that of the broken one
    }

    [Fact]
    public void Twenty_slow_answers_make_a_server_slow_and_five_minutes_later_it_is_not()
    {
        for (var i = 0; i < 19; i++) Ask(Own, 2_000);
        Assert.Equal(ServerState.Healthy, Servers()[0].State);
        Ask(Own, 2_000);
        Assert.Equal(ServerState.Slow, Servers()[0].State);
        _time.Advance(TimeSpan.FromMinutes(5));
        Ask(Own, 10);
        Assert.Equal(ServerState.Healthy, Servers()[0].State);
    }

    [Fact]
    public void Failures_without_an_answer_make_it_unreachable_and_an_answer_ends_that()
    {
        _history.Failed("IMAP.Tidewater.TEST");
        Assert.Equal((ServerState.Unreachable, 1L), (Servers()[0].State, Servers()[0].Errors));
        Ask(Own, 10);
        Assert.Equal(ServerState.Healthy, Servers()[0].State);
    }

    [Fact]
    public void Errors_are_those_of_the_last_hour_and_figures_those_of_the_last_day()
    {
        Ask(Own, 10, outcome: ImapCommandOutcome.Bad);
        _time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal((0L, null), (Servers()[0].Errors, Servers()[0].Percentile));
        Assert.Single(_history.Commands(Own));
        _time.Advance(TimeSpan.FromHours(25));
        Assert.Empty(_history.Commands(Own));
    }

    [Fact]
    public void Servers_that_people_name_share_a_bounded_number_of_places_and_cannot_take_the_tenants()
    {
        for (var i = 0; i < 1_000; i++) Ask($"imap{i}.example", 10);
        Ask(Own, 10);
        var servers = Servers();
        Assert.Equal(ServerHistory.MostOtherHosts + 2, servers.Count);
        Assert.Equal(1_000 - ServerHistory.MostOtherHosts, _history.Commands(null).Sum(command => command.Count));
        Assert.Equal(1, _history.Commands(Own).Sum(command => command.Count));
    }

    [Fact]
    public void A_name_that_never_answered_gets_no_place()
    {
        _history.Failed("imap.exmaple.org");
        Assert.DoesNotContain(Servers(), server => server.Host == "imap.exmaple.org");
        Assert.Equal(1, Servers()[^1].Errors);
    }

    [Fact]
    public void A_place_that_was_not_used_for_a_day_is_given_to_another()
    {
        for (var i = 0; i < ServerHistory.MostOtherHosts; i++) Ask($"imap{i}.example", 10);
        _time.Advance(TimeSpan.FromHours(24));
        Ask("imap.new.example", 10);
        Assert.Contains(Servers(), server => server.Host == "imap.new.example");
    }

    [Fact]
    public void The_day_is_drawn_in_quarters_of_an_hour_with_gaps_where_nothing_was_asked()
    {
        Ask(Own, 10);
        _time.Advance(TimeSpan.FromHours(2));
        Ask(Own, 10);
        var points = _history.Answers();
        Assert.Equal(96, points.Count);
        Assert.Equal(2, points.Count(point => point.Answers is not null));
        Assert.NotNull(points[^1].Answers);
    }

    [Fact]
    public void Answers_of_all_servers_are_added_up_over_the_last_hour()
    {
        for (var i = 0; i < 95; i++) Ask($"imap{i}.example", 10);
        for (var i = 0; i < 5; i++) Ask(Own, 2_000);
        Ask(Own, 999_999, outcome: ImapCommandOutcome.Broken);
        Assert.InRange(_history.Percentile()!.Value.TotalMilliseconds, 7, 15);
        Ask(Own, 2_000);
        Assert.InRange(_history.Percentile()!.Value.TotalMilliseconds, 1_000, 2_600);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_history.Percentile());
    }

    private IReadOnlyList<ServerReport> Servers() => _history.Servers(new Dictionary<string, int>(StringComparer.Ordinal));

    private void Ask(string host, double milliseconds, ImapCommandOutcome outcome = ImapCommandOutcome.Ok, string name = "UID FETCH", long sent = 0, long received = 0) =>
        _history.Record(host, new ImapCommandReport(name, outcome, TimeSpan.Zero, TimeSpan.FromMilliseconds(milliseconds), sent, received));
}
