using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class PickedRowsTests
{
    [Fact]
    public void An_interval_with_exceptions_and_singles_is_one_set() =>
        Assert.Equal("2:4,6:9,20", new PickedRows([20], 8, 2, 9, [5]).ToUidSet().ToString());

    [Fact]
    public void All_of_a_million_stays_one_run() => Assert.Equal("1:1000000", new PickedRows([], 1_000_000, 1, 1_000_000, []).ToUidSet().ToString());

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(9u, 2u)]
    [InlineData(0u, 5u)]
    public void Nonsense_picks_nothing(uint low, uint high) => Assert.True(new PickedRows([0], 1, low, high, []).ToUidSet().IsEmpty);

    [Fact]
    public void Missing_lists_pick_nothing() => Assert.True(new PickedRows(null!, 1, 1, 5, null!).ToUidSet().IsEmpty);
}
