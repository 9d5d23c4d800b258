using System.Globalization;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Part numbers of BODYSTRUCTURE; the ones nearly every message has are shared strings.</summary>
internal static class PartNumber
{
    private const int Shared = 16;

    private static readonly string[] First = [.. Enumerable.Range(1, Shared).Select(n => n.ToString(CultureInfo.InvariantCulture))];
    private static readonly string[] Second = [.. First.SelectMany(a => First.Select(b => a + "." + b))];

    /// <summary>The number of a parent's child, counted from 1.</summary>
    public static string Child(string parent, int index)
    {
        if (parent.Length == 0)
            return index <= Shared ? First[index - 1] : index.ToString(CultureInfo.InvariantCulture);
        if (parent.Length == 1 && index <= Shared)
            return Second[((parent[0] - '1') * Shared) + index - 1];
        return string.Create(CultureInfo.InvariantCulture, $"{parent}.{index}");
    }
}
