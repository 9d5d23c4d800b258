using System.Globalization;

namespace Webmail.Web.Circuit;

/// <summary>Sizes as people read them: powers of 1000 (the units' names), one digit where it tells something.</summary>
internal static class FileSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    public static string Brief(long bytes)
    {
        double value = Math.Max(0, bytes);
        var unit = 0;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return value.ToString(unit > 0 && value < 9.95 ? "0.0" : "0", CultureInfo.CurrentCulture) + "\u00A0" + Units[unit];
    }
}
