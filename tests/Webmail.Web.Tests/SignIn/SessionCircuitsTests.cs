using Webmail.Web.SignIn;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.SignIn;

public sealed class SessionCircuitsTests
{
    private readonly SessionCircuits _circuits = new();
    private readonly Guid _user = Guid.NewGuid();
    private readonly Guid _session = Guid.NewGuid();

    [Fact]
    public async Task EndAsync_tells_pages_to_leave_and_then_cuts_their_connections()
    {
        var events = new List<string>();
        var time = new FakeTime();
        using var page = _circuits.AddPage(_user, _session, () => events.Add("leave"));
        using var connection = _circuits.TryAddConnection(_user, _session, () => events.Add("cut"));
        var ending = _circuits.EndAsync(_session, TimeSpan.FromSeconds(1), time);
        Assert.Equal(["leave"], events);
        time.Advance(TimeSpan.FromSeconds(1));
        await ending;
        Assert.Equal(["leave", "cut"], events);
    }

    [Fact]
    public async Task EndAsync_leaves_other_sessions_alone()
    {
        var touched = false;
        using var other = _circuits.TryAddConnection(_user, Guid.NewGuid(), () => touched = true);
        await _circuits.EndAsync(_session, TimeSpan.Zero, new FakeTime());
        Assert.False(touched);
    }

    [Fact]
    public void A_user_has_only_so_many_connections_until_one_closes()
    {
        var open = Enumerable.Range(0, CircuitLimits.ConnectionsPerUser).Select(_ => _circuits.TryAddConnection(_user, _session, () => { })).ToList();
        Assert.DoesNotContain(null, open);
        Assert.Null(_circuits.TryAddConnection(_user, Guid.NewGuid(), () => { }));
        Assert.NotNull(_circuits.TryAddConnection(Guid.NewGuid(), _session, () => { }));
        open[0]!.Dispose();
        Assert.NotNull(_circuits.TryAddConnection(_user, _session, () => { }));
    }

    [Fact]
    public void Closed_links_are_forgotten()
    {
        _circuits.AddPage(_user, _session, () => { }).Dispose();
        Assert.Empty(_circuits.Sessions);
    }
}
