using System.Globalization;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class DateGroupsTests
{
    /// <summary>A Tuesday.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 11, 0, 0, TimeSpan.FromHours(1));

    public DateGroupsTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");

    [Fact]
    public void Older_groups_have_larger_numbers()
    {
        int[] groups = [.. new[] { 0, 1, 2, 5, 9, 20, 40, 90, 400, 4000 }.Select(days => DateGroups.Of(Now.AddDays(-days), Now))];
        Assert.Equal(groups.Order(), groups);
    }

    [Theory]
    [InlineData("2026-11-24T00:00", "2026-11-23T23:59")]
    [InlineData("2026-11-23T00:00", "2026-11-22T23:59")]
    [InlineData("2026-10-01T00:00", "2026-09-30T23:59")]
    public void A_group_ends_at_midnight_of_the_person(string first, string before) =>
        Assert.NotEqual(DateGroups.Of(At(first), Now), DateGroups.Of(At(before), Now));

    [Fact]
    public void What_comes_from_the_future_is_today() => Assert.Equal(DateGroups.Of(Now, Now), DateGroups.Of(Now.AddDays(3), Now));

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), Now.Offset);
}
