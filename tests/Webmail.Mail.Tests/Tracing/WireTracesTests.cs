using Microsoft.Extensions.Logging.Abstractions;
using Webmail.Mail.Accounts;
using Webmail.Mail.Tracing;
using Webmail.Protocols.Imap.Tracing;
using Webmail.TestKit;

namespace Webmail.Mail.Tests.Tracing;

public sealed class WireTracesTests : IDisposable
{
    private static readonly AccountIdentity Noor = New("noor@tidewater.test");
    private static readonly AccountIdentity Keeper = New("keeper@tidewater.test");

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly WireTraces _traces;

    public WireTracesTests() => _traces = new WireTraces(_time, NullLogger<WireTraces>.Instance);

    public void Dispose() => _traces.Dispose();

    [Fact]
    public void Without_consent_there_is_nothing_to_list_or_read()
    {
        Assert.Null(_traces.ConsentOf(Noor.AccountId));
        Assert.Empty(_traces.List());
        Assert.Null(_traces.Read(Keeper, Noor.AccountId));
    }

    [Fact]
    public void Consent_ends_by_itself_after_an_hour_and_what_was_heard_is_gone()
    {
        _traces.Grant(Noor);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(_traces.Read(Keeper, Noor.AccountId));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_traces.Read(Keeper, Noor.AccountId));
        Assert.Empty(_traces.List());
        Assert.Null(_traces.ConsentOf(Noor.AccountId));
    }

    [Fact]
    public void Consent_can_be_taken_back_at_once()
    {
        _traces.Grant(Noor);
        _traces.End(Noor);
        Assert.Null(_traces.Read(Keeper, Noor.AccountId));
        Assert.Equal(0, _time.Waiting);
    }

    [Fact]
    public void The_person_sees_that_somebody_looked()
    {
        _traces.Grant(Noor);
        _time.Advance(TimeSpan.FromMinutes(2));
        _traces.Read(Keeper, Noor.AccountId);
        Assert.Equal((1, _time.GetUtcNow()), (_traces.ConsentOf(Noor.AccountId)!.Looks, _traces.ConsentOf(Noor.AccountId)!.LastLook));
    }

    [Fact]
    public void No_more_accounts_than_the_limit_are_traced_at_a_time()
    {
        for (var i = 0; i < WireTraces.MostAccounts; i++) Assert.True(_traces.Grant(New($"p{i}@tidewater.test")));
        Assert.False(_traces.Grant(Noor));
        _time.Advance(WireTraces.Length);
        Assert.True(_traces.Grant(Noor));
    }

    [Fact]
    public void A_trace_keeps_the_last_lines_within_its_bounds_and_says_how_many_are_gone()
    {
        var trace = new WireTrace(_time);
        for (var i = 0; i < WireTrace.MostLines + 10; i++) trace.Add(new WireLine(1, true, $"* {i} EXISTS"));
        Assert.Equal(WireTrace.MostLines, trace.Count);
        Assert.StartsWith("(10 earlier lines are no longer kept)\n12:00:00.000 #1 S * 10 EXISTS\n", trace.Text(), StringComparison.Ordinal);
        for (var i = 0; i < 1_000; i++) trace.Add(new WireLine(1, true, new string('1', 1_000)));
        Assert.True(trace.Text().Length < WireTrace.MostCharacters + 10_000);
    }

    [Fact]
    public async Task A_trace_is_handed_to_administrators_only()
    {
        var ct = TestContext.Current.CancellationToken;
        var settings = new Dictionary<string, string?>(Accounts.AccountsFixture.Tidewater, StringComparer.Ordinal) { ["Webmail:Administrators:0:Address"] = "keeper@tidewater.test" };
        await using var accounts = await Accounts.AccountsFixture.CreateAsync(ct, settings);
        var keeper = Assert.IsType<SignInResult.SignedIn>(await accounts.SignInAsync(accounts.Request("keeper@tidewater.test"), ct)).Identity;
        var other = Assert.IsType<SignInResult.SignedIn>(await accounts.SignInAsync(accounts.Request("other@tidewater.test"), ct)).Identity;
        var desk = new AccountTraces(accounts.Get<Administrators>(), _traces);
        _traces.Grant(Noor);

        Assert.Single((await desk.ListAsync(keeper, ct))!);
        Assert.NotNull(await desk.ReadAsync(keeper, Noor.AccountId, ct));
        Assert.Null(await desk.ReadAsync(keeper, other.AccountId, ct));
        Assert.Null(await desk.ListAsync(other, ct));
        Assert.Null(await desk.ReadAsync(other, Noor.AccountId, ct));
        Assert.Equal(1, _traces.ConsentOf(Noor.AccountId)!.Looks);
    }

    private static AccountIdentity New(string address) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "tidewater", address);
}
