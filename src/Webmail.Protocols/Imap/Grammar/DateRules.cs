using System.Buffers.Text;
using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>INTERNALDATE and SAVEDATE, read without making a string.</summary>
internal static class DateRules
{
    /// <summary>date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE; NIL gives null.</summary>
    public static bool DateTime(ref ImapReader r, out DateTimeOffset? date)
    {
        date = null;
        if (!r.ExpectNString(out var token))
            return r.In("date-time");
        if (token.IsNil)
            return true;
        var text = r.Span(token).TrimStart((byte)' ');
        if (!TryDate(ref text, out var day) || !TryTime(ref text, out var time) || !TryZone(text, out var zone))
        {
            r.Note(ServerQuirks.BadDate);
            return r.Fail("not a date") || r.In("date-time");
        }

        // Zones beyond 14 hours and moments outside years 1..9999 cannot be held; the moment itself then is said in UTC.
        var utc = day.Ticks + time.Ticks - zone.Ticks;
        if (utc < System.DateTime.MinValue.Ticks || utc > System.DateTime.MaxValue.Ticks)
            return r.Fail("a date outside the calendar") || r.In("date-time");
        var moment = new DateTimeOffset(utc, TimeSpan.Zero);
        date = zone.Duration() <= TimeSpan.FromHours(14) && day.Year is > 1 and < 9999 ? moment.ToOffset(zone) : moment;
        return true;
    }

    private static bool TryDate(ref ReadOnlySpan<byte> text, out DateTime day)
    {
        day = default;
        if (!TryNumber(ref text, out var date) || !TryByte(ref text, (byte)'-') || text.Length < 4)
            return false;
        var month = Month(text[..3]);
        text = text[3..];
        if (month == 0 || !TryByte(ref text, (byte)'-') || !TryNumber(ref text, out var year))
            return false;
        if (year is < 1 or > 9999 || date < 1 || date > System.DateTime.DaysInMonth(year, month))
            return false;
        day = new DateTime(year, month, date, 0, 0, 0, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryTime(ref ReadOnlySpan<byte> text, out TimeSpan time)
    {
        time = default;
        text = text.TrimStart((byte)' ');
        if (!TryNumber(ref text, out var hour) || !TryByte(ref text, (byte)':') || !TryNumber(ref text, out var minute))
            return false;
        var second = 0;
        if (TryByte(ref text, (byte)':') && !TryNumber(ref text, out second))
            return false;
        if (hour > 23 || minute > 59 || second > 60)
            return false;
        time = new TimeSpan(hour, minute, Math.Min(second, 59));
        return true;
    }

    // zone = ("+" / "-") 4DIGIT; a missing or wordy zone means UTC.
    private static bool TryZone(ReadOnlySpan<byte> text, out TimeSpan zone)
    {
        zone = TimeSpan.Zero;
        text = text.TrimStart((byte)' ');
        var sign = text is [(byte)'-', ..] ? -1 : 1;
        if (text is not [(byte)'+' or (byte)'-', ..])
            return true;
        text = text[1..];
        if (text.Length < 4 || !TryNumber(ref text, out var number) || number > 9999)
            return false;
        zone = new TimeSpan(number / 100, number % 100, 0) * sign;
        return true;
    }

    private static int Month(ReadOnlySpan<byte> name)
    {
        var names = "janfebmaraprmayjunjulaugsepoctnovdec"u8;
        for (var month = 0; month < 12; month++)
        {
            if (Ascii.EqualsIgnoreCase(name, names.Slice(month * 3, 3)))
                return month + 1;
        }

        return 0;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> text, out int number)
    {
        if (!Utf8Parser.TryParse(text, out uint wide, out var used) || wide > 99999)
        {
            number = 0;
            return false;
        }

        number = (int)wide;
        text = text[used..];
        return true;
    }

    private static bool TryByte(ref ReadOnlySpan<byte> text, byte value)
    {
        if (text.IsEmpty || text[0] != value)
            return false;
        text = text[1..];
        return true;
    }
}
