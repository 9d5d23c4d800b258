using Webmail.Mime.Headers;

namespace Webmail.Mime.Tests.Headers;

/// <summary>Dates as programs write them, beside the vectors.</summary>
public sealed class DateFormsTests
{
    [Theory]
    [InlineData("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("2023-01-02T03:04:05.678+05:30", "2023-01-02T03:04:05+05:30")]
    [InlineData("2014-07-17T01:01:01-0700", "2014-07-17T01:01:01-07:00")]
    [InlineData("20230102T030405Z", "2023-01-02T03:04:05+00:00")]
    [InlineData("2/28/2023 1:02:03 PM", "2023-02-28T13:02:03+00:00")]
    [InlineData("13/02/2023 03:04", "2023-02-13T03:04:00+00:00")]
    [InlineData("17-6-2008 17:10:08", "2008-06-17T17:10:08+00:00")]
    [InlineData("Mon, 02 Jan 2023 03.04.05 +0100", "2023-01-02T03:04:05+01:00")]
    [InlineData("Montag, 2. Januar 2023 03:04:05 +0100", "2023-01-02T03:04:05+01:00")]
    [InlineData("Mi, 1 Okt 2003 03:04:05 +0200", "2003-10-01T03:04:05+02:00")]
    [InlineData("Mon, 2 Jan 2023 03:04:05 GMT+01:00", "2023-01-02T03:04:05+01:00")]
    [InlineData("Mon, 2 Jan 2023 03:04:05 UTC+2", "2023-01-02T03:04:05+02:00")]
    [InlineData("Mon, 2 Jan 2023 03:04:05 + 0100", "2023-01-02T03:04:05+01:00")]
    [InlineData("2 Jan 2023 at 03:04", "2023-01-02T03:04:00+00:00")]
    [InlineData("Mon Jan  2 03:04:05 CET 2023", "2023-01-02T03:04:05+01:00")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 +0000", "9999-12-31T23:59:59+00:00")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 -0800", null)]
    [InlineData("Mon, 31 Feb 2023 10:00:00 +0000", null)]
    [InlineData("Mon, 2 Jan 2023 25:00:00 +0000", null)]
    [InlineData("yesterday", null)]
    public void TryParse_Form_GivesTheDate(string text, string? expected) =>
        Assert.Equal(expected, MailDate.TryParse(text, out var date) ? date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture) : null);
}
