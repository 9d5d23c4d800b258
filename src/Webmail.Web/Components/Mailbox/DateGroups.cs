using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Webmail.Web.Components.Mailbox;

/// <summary>The heads that divide a list by arrival: days close by, then weeks, then months. Numbered so that older is larger.</summary>
internal static class DateGroups
{
    private const int Today = 0;
    private const int Yesterday = 1;
    private const int ThisWeek = 2;
    private const int LastWeek = 3;
    private const int ThisMonth = 4;

    /// <summary>Months are counted back from year 9999, after the named groups.</summary>
    private const int FirstMonth = 10;
    private const int LastYear = 9999;

    /// <param name="received">In the person's zone.</param>
    /// <param name="now">In the person's zone.</param>
    public static int Of(DateTimeOffset received, DateTimeOffset now)
    {
        var days = (now.Date - received.Date).Days;
        if (days <= 0)
            return Today;
        if (days == 1)
            return Yesterday;
        var weekStart = WeekStart(now.Date);
        if (received.Date >= weekStart)
            return ThisWeek;
        if (received.Date >= weekStart.AddDays(-7))
            return LastWeek;
        if (received.Year == now.Year && received.Month == now.Month)
            return ThisMonth;
        return FirstMonth + ((LastYear - received.Year) * 12) + (12 - received.Month);
    }

    public static string Label(int group, DateTimeOffset now, IStringLocalizer text)
    {
        if (group < FirstMonth)
        {
            return text[group switch
            {
                Today => "GroupToday",
                Yesterday => "GroupYesterday",
                ThisWeek => "GroupThisWeek",
                LastWeek => "GroupLastWeek",
                _ => "GroupThisMonth",
            }];
        }

        var months = group - FirstMonth;
        var month = new DateTime(LastYear - (months / 12), 12 - (months % 12), 1, 0, 0, 0, DateTimeKind.Unspecified);
        return month.ToString(month.Year == now.Year ? "MMMM" : "Y", CultureInfo.CurrentCulture);
    }

    private static DateTime WeekStart(DateTime day)
    {
        var first = CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek;
        return day.AddDays(-(((int)day.DayOfWeek - (int)first + 7) % 7));
    }
}
