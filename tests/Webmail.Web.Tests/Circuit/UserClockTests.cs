using System.Globalization;
using Webmail.Web.Circuit;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Circuit;

public sealed class UserClockTests
{
    public UserClockTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData("2026-11-24T09:31Z", "10:31")]
    [InlineData("2026-11-23T23:30Z", "00:30")]
    [InlineData("2026-11-23T08:00Z", "Mon")]
    [InlineData("2026-11-02T08:00Z", "2 Nov")]
    [InlineData("2025-12-31T23:30Z", "1 Jan")]
    [InlineData("2019-03-05T08:00Z", "05/03/2019")]
    public void A_date_is_as_short_as_its_age_allows(string moment, string text)
    {
        var device = new CurrentDevice();
        device.Use(null, "Europe/Berlin");
        var clock = new UserClock(new FakeTime(), device);
        Assert.Equal(text, clock.Brief(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));
    }
}
