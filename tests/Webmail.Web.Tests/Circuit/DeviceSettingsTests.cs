using Webmail.Web.Circuit;

namespace Webmail.Web.Tests.Circuit;

public sealed class DeviceSettingsTests
{
    [Fact]
    public void What_the_browser_wrote_comes_back()
    {
        var settings = DeviceSettings.Parse("theme=dark&density=compact&panes=below&list=456&rows=22&folds=0123abcd.89ef0123", "Europe/Berlin");
        Assert.Equal(("dark", "compact", "below", 456, 22), (settings.Theme, settings.Density, settings.Panes, settings.ListWidth, settings.Rows));
        Assert.Equal(2, settings.Folds.Count);
        Assert.Equal("Europe/Berlin", settings.Zone.Id);
    }

    [Theory]
    [InlineData("theme=\"><script>")]
    [InlineData("density=huge&panes=left&list=99999&rows=-1")]
    [InlineData("&&&=&=x")]
    public void What_a_stranger_wrote_is_ignored(string cookie)
    {
        var settings = DeviceSettings.Parse(cookie, "../../etc/passwd");
        Assert.Equal((null, "cosy", "right", null, TimeZoneInfo.Utc), (settings.Theme, settings.Density, settings.Panes, settings.ListWidth, settings.Zone));
    }

    [Fact]
    public void An_overlong_cookie_is_not_read() => Assert.Null(DeviceSettings.Parse("theme=dark&x=" + new string('x', 5000), null).Theme);
}
