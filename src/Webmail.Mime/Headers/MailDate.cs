using System.Globalization;
using System.Text;

namespace Webmail.Mime.Headers;

/// <summary>
/// Dates as mail has them: RFC 5322 with its obsolete forms, and what programs wrote instead (no weekday, two-digit years, month by number,
/// <c>asctime</c>, ISO 8601, zones by name, no zone, text before the date as in Received).
/// </summary>
public static class MailDate
{
    // A date has fewer than 40 characters; comments and a Received line come on top.
    private const int MaxLength = 4096;

    /// <summary>Reads a raw header value. A zone that is missing or means nothing is UTC (RFC 5322 section 4.3).</summary>
    public static bool TryParse(ReadOnlySpan<byte> raw, out DateTimeOffset date)
    {
        date = default;
        var text = HeaderText.Clip(raw);
        if (text.Length > MaxLength) text = text[^MaxLength..];
        // In Received the date stands after the last semicolon.
        var semicolon = text.LastIndexOf((byte)';');
        if (semicolon >= 0) text = text[(semicolon + 1)..];
        return WithoutComments(text, out var clean) && DateReader.TryRead(clean, out date);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out DateTimeOffset)"/>
    public static bool TryParse(string? text, out DateTimeOffset date) => TryParse(Encoding.UTF8.GetBytes(text ?? ""), out date);

    /// <summary>The form of RFC 5322 section 3.3: <c>Tue, 01 Jul 2003 10:52:37 +0200</c>.</summary>
    public static string Format(DateTimeOffset date)
    {
        var minutes = (int)date.Offset.TotalMinutes;
        var zone = Math.Abs(minutes);
        return string.Create(CultureInfo.InvariantCulture, $"{date:ddd, dd MMM yyyy HH':'mm':'ss} {(minutes < 0 ? '-' : '+')}{zone / 60:00}{zone % 60:00}");
    }

    private static bool WithoutComments(ReadOnlySpan<byte> text, out string clean)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(')
            {
                var end = HeaderText.CommentEnd(text, i);
                // What never closes hides the rest, which may be the zone only.
                if (end < 0) break;
                i = end - 1;
                Append(' ', builder);
            }
            else
            {
                Append(text[i] is > 0x20 and < 0x7F ? (char)text[i] : ' ', builder);
            }
        }

        clean = builder.ToString();
        return clean.Length > 0;
    }

    // "09 :  55" is "09:55" (RFC 5322 section 4.3, obs-hour).
    private static void Append(char c, StringBuilder clean)
    {
        if (c == ' ' && clean.Length > 0 && clean[^1] is ' ' or ':') return;
        if (c == ':' && clean.Length > 1 && clean[^1] == ' ' && char.IsAsciiDigit(clean[^2])) clean.Length--;
        clean.Append(c);
    }
}
