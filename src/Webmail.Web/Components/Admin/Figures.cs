using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Webmail.Web.Components.Admin;

/// <summary>Figures as an administrator reads them.</summary>
internal static class Figures
{
    /// <summary>Milliseconds; seconds from ten of them on. Nothing where there is none.</summary>
    public static string Time(TimeSpan? time, IStringLocalizer words) => time switch
    {
        null => "",
        { TotalMilliseconds: < 1 } => words["UnderOneMillisecond"],
        { TotalSeconds: < 10 } one => words["Milliseconds", Math.Round(one.TotalMilliseconds)],
        { } one => words["Seconds", one.TotalSeconds],
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
