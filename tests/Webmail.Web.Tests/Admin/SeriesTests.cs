using Webmail.Web.Components.Admin;

namespace Webmail.Web.Tests.Admin;

public sealed class SeriesTests
{
    [Fact]
    public void A_line_goes_from_edge_to_edge_and_from_zero_to_the_top() => Assert.Equal("M0 40L50 20L100 0", Series.Line([0, 5, 10], 100, 40, 10));

    [Fact]
    public void A_gap_in_the_figures_is_a_gap_in_the_line_and_a_point_alone_a_dash() => Assert.Equal("M0 40L50 20M147 0L150 0", Series.Line([0, 5, null, 10], 150, 40, 10));

    [Fact]
    public void Nothing_known_draws_nothing() => Assert.Equal("", Series.Line([null, null], 100, 40, 10) + Series.Area([], 100, 40, 10));

    [Fact]
    public void An_area_stands_on_the_ground() => Assert.Equal("M0 40L0 20L100 0L100 40Z", Series.Area([5, 10], 100, 40, 10));

    [Fact]
    public void Shortening_keeps_the_peaks() => Assert.Equal([9, 5], Series.Shorten([1, 9, 2, 5, 3, 4], 2));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(547, 200)]
    [InlineData(1501, 1000)]
    public void Three_lines_reach_the_highest_point(double highest, double step) => Assert.Equal(step, Series.Step(highest));
}
