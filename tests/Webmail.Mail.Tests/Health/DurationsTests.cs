using Webmail.Mail.Health;

namespace Webmail.Mail.Tests.Health;

public sealed class DurationsTests
{
    [Fact]
    public void Of_nothing_there_is_no_percentile() => Assert.Null(new Durations().Percentile(0.95));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void A_percentile_is_at_most_a_fifth_off(double share)
    {
        var random = new Random(20261122);
        var durations = new Durations();
        var all = new List<double>();
        for (var i = 0; i < 10_000; i++)
        {
            var milliseconds = Math.Exp(random.NextDouble() * 9) + 2;
            all.Add(milliseconds);
            durations.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        all.Sort();
        Assert.InRange(durations.Percentile(share)!.Value.TotalMilliseconds / all[(int)(share * all.Count)], 0.8, 1.2);
    }

    [Fact]
    public void Sums_are_as_if_all_had_been_counted_in_one()
    {
        var (first, second, both) = (new Durations(), new Durations(), new Durations());
        foreach (var milliseconds in (int[])[1, 10, 100, 1000])
        {
            (milliseconds < 50 ? first : second).Add(TimeSpan.FromMilliseconds(milliseconds));
            both.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        first.Add(second);
        Assert.Equal((both.Count, both.Percentile(0.95)), (first.Count, first.Percentile(0.95)));
    }

    [Fact]
    public void The_longest_and_a_clock_set_back_are_counted_too()
    {
        var durations = new Durations();
        durations.Add(TimeSpan.FromDays(300));
        durations.Add(TimeSpan.FromSeconds(-5));
        Assert.Equal(2, durations.Count);
        Assert.True(durations.Percentile(1) > TimeSpan.FromMinutes(4));
    }
}
