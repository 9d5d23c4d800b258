using System.Globalization;
using Webmail.Html.Css;

namespace Webmail.Html.Sanitizing;

/// <summary>Reads attribute values by HTML's lenient rules (HTML standard, section 2.3) and writes them in their strict form.</summary>
internal static class AttributeValues
{
    private const int MaxPixels = 10_000;

    /// <summary>"120", "120px" and " 120.5" are 120; "50%" stays. Null: not a length, or none a message needs.</summary>
    public static string? Length(string raw)
    {
        var text = raw.AsSpan().Trim();
        if (text.StartsWith("+")) text = text[1..];
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        if (end == 0 || !double.TryParse(text[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
        var percent = end < text.Length && text[end] == '%';
        if (value > (percent ? 1_000 : MaxPixels)) return null;
        return value.ToString("0.##", CultureInfo.InvariantCulture) + (percent ? "%" : "");
    }

    /// <summary>A whole number between the bounds, else null.</summary>
    public static string? Whole(string raw, int least, int most)
    {
        var text = raw.AsSpan().Trim();
        var end = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        if (!int.TryParse(text[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < least) return null;
        return Math.Min(value, most).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>One of the listed words, lower case, else null.</summary>
    public static string? Word(string raw, params ReadOnlySpan<string> words)
    {
        var text = raw.AsSpan().Trim();
        foreach (var word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase)) return word;
        }
        return null;
    }

    /// <summary>The legacy colour rules: names and #rgb as they are, anything else by its hexadecimal digits.</summary>
    public static CssColor? Color(string raw)
    {
        var text = raw.Trim();
        if (text.Length is 0 or > 128 || text.Equals("transparent", StringComparison.OrdinalIgnoreCase)) return null;
        if (CssColorNames.TryGet(text, out var named)) return CssColor.FromRgb(named);
        var digits = text.TrimStart('#');
        if (text[0] == '#' && digits.Length == 3 && CssColor.TryHex(digits, out var hex)) return hex;
        return Legacy(text[0] == '#' ? text[1..] : text);
    }

    private static CssColor Legacy(string text)
    {
        Span<char> digits = stackalloc char[Math.Max(3, (text.Length + 2) / 3 * 3)];
        digits.Fill('0');
        for (var i = 0; i < text.Length; i++) digits[i] = char.IsAsciiHexDigit(text[i]) ? text[i] : '0';
        var part = digits.Length / 3;
        var skip = Math.Max(0, part - 8);
        while (part - skip > 2 && digits[skip] == '0' && digits[part + skip] == '0' && digits[2 * part + skip] == '0') skip++;
        var length = Math.Min(2, part - skip);
        var rgb = 0;
        for (var i = 0; i < 3; i++) rgb = (rgb << 8) | int.Parse(digits.Slice(i * part + skip, length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return CssColor.FromRgb(rgb);
    }
}
