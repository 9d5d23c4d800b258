using System.Globalization;

namespace Webmail.Web.Components.Message;

/// <summary>Dates as the reading pane says them.</summary>
internal static class MessageTimes
{
    /// <summary>Today the time; within six days the weekday too; else the date, with the year when it is another one.</summary>
    public static string Short(DateTimeOffset moment, TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var days = (TimeZoneInfo.ConvertTime(now, zone).Date - local.Date).Days;
        var culture = CultureInfo.CurrentCulture;
        var time = local.ToString("t", culture);
        if (days == 0) return time;
        if (days is > 0 and < 7) return local.ToString("ddd", culture) + " " + time;
        return local.ToString(local.Year == TimeZoneInfo.ConvertTime(now, zone).Year ? "d MMM" : "d MMM yyyy", culture);
    }

    /// <summary>"Tue 24 Nov 2026, 09:31" in the reader's zone.</summary>
    public static string Full(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return local.ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture) + ", " + local.ToString("t", CultureInfo.CurrentCulture);
    }

    /// <summary>The Date field with the sender's own offset, with the day when it is not the day that the reader saw it arrive.</summary>
    public static string AsSent(DateTimeOffset sent, DateTimeOffset received, TimeZoneInfo zone)
    {
        var day = sent.Date == TimeZoneInfo.ConvertTime(received, zone).Date ? "" : sent.ToString("d MMM yyyy", CultureInfo.CurrentCulture) + ", ";
        return day + sent.ToString("t", CultureInfo.CurrentCulture) + sent.ToString(" zzz", CultureInfo.InvariantCulture);
    }
}
