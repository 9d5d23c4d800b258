using Microsoft.AspNetCore.Http;
using Webmail.Web.Circuit;

namespace Webmail.Web.Tests.Circuit;

public sealed class UserCultureTests
{
    [Theory]
    [InlineData(null, "en-GB")]
    [InlineData("en-US,en;q=0.9", "en-US")]
    [InlineData("de-DE,de;q=0.9", "en-DE")]
    [InlineData("de", "en-DE")]
    [InlineData("x-nonsense,*;q=0.1", "en-GB")]
    [InlineData("fr;q=0.2,sv-SE;q=0.9", "en-SE")]
    public void Formats_are_of_the_persons_region_in_a_language_we_have(string? header, string formats)
    {
        var context = new DefaultHttpContext();
        if (header is not null)
            context.Request.Headers.AcceptLanguage = header;
        var culture = UserCulture.Of(context.Request);
        Assert.Equal((formats, "en"), (culture.Formats.Name, culture.Words.Name));
    }
}
