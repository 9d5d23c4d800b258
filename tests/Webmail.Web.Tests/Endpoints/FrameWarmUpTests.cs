using Webmail.Web.Endpoints;

namespace Webmail.Web.Tests.Endpoints;

public sealed class FrameWarmUpTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_letter_it_warms_up_with_goes_the_way_of_a_designed_mail(bool darken)
    {
        var result = FrameWarmUp.Make(FrameWarmUp.Letter(), darken);
        Assert.True(result.IsSafe);
        Assert.True(result.Html.IsDesigned);
        Assert.Equal(darken, result.Html.IsDarkened);
        Assert.Equal(12, result.Html.Remote.ProxiedImages);
        Assert.Equal(24, result.Html.Links.Count);
        Assert.Contains("@media", result.Html.StyleSheet, StringComparison.Ordinal);
    }
}
