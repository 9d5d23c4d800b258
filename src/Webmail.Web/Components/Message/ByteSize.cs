using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Webmail.Web.Components.Message;

/// <summary>Sizes as people read them: one decimal below ten.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes"];

    public static string Format(long bytes, IStringLocalizer words)
    {
        var value = (double)Math.Max(bytes, 0);
        var unit = 0;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        var digits = unit > 0 && value < 9.95 ? "0.#" : "#,0";
        return words[Units[unit], value.ToString(digits, CultureInfo.CurrentCulture)];
    }
}
