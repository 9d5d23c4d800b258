using System.Globalization;

namespace Webmail.Mime.Headers;

/// <summary>Takes the words of a date one by one and gives each the meaning that its form allows and that is still free.</summary>
internal static class DateReader
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static bool TryRead(string text, out DateTimeOffset date)
    {
        date = default;
        var fields = new Fields();
        foreach (var word in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!fields.Take(word)) return false;
            if (fields.Complete) break;
        }

        return fields.TryBuild(out date);
    }

    private sealed class Fields
    {
        private int _day = -1, _month = -1, _year = -1, _hour = -1, _minute, _second;
        private TimeSpan? _zone;
        private bool? _afternoon;

        public bool Complete => _zone is not null && _day >= 0 && _year >= 0 && _hour >= 0;

        // False: a word that no date has.
        public bool Take(string word)
        {
            if (char.IsAsciiDigit(word[0])) return Number(word);
            if (word[0] is '+' or '-') return Offset(word);
            var key = word.Length >= 3 ? word[..3].ToLowerInvariant() : "";
            var month = Array.IndexOf(Months, key);
            if (month >= 0 && _month < 0 && word.Length < 10)
            {
                _month = month + 1;
                return true;
            }

            if (Array.IndexOf(Days, key) >= 0 && _hour < 0) return true;
            if (word.Equals("am", StringComparison.OrdinalIgnoreCase) || word.Equals("pm", StringComparison.OrdinalIgnoreCase))
            {
                _afternoon = (word[0] | 0x20) == 'p';
                return true;
            }

            if (_hour >= 0)
            {
                _zone ??= TimeZoneNames.Offset(word);
                return true;
            }

            // Before the day stands a weekday in some language; after it, the month must be a month.
            return _day < 0;
        }

        public bool TryBuild(out DateTimeOffset date)
        {
            date = default;
            if (_day < 1 || _month < 1 || _year < 0) return false;
            if (_hour < 0) _hour = 0;
            if (_afternoon is { } pm && _hour is >= 1 and <= 12) _hour = (_hour % 12) + (pm ? 12 : 0);
            var leap = _second == 60;
            if (_month > 12 || _hour > 24 || _minute > 59 || _second > 60 || _year is < 1 or > 9998 || _day > DateTime.DaysInMonth(_year, _month)) return false;
            var local = new DateTime(_year, _month, _day, 0, 0, 0, DateTimeKind.Unspecified).AddHours(_hour).AddMinutes(_minute).AddSeconds(leap ? 59 : _second);
            var zone = _zone ?? TimeSpan.Zero;
            // The first and last days of the calendar do not exist in every zone.
            if (local.Ticks < TimeSpan.TicksPerDay) return false;
            date = new DateTimeOffset(local, zone);
            return true;
        }

        private bool Number(string word)
        {
            if (word.Contains(':', StringComparison.Ordinal) && !word.Contains('T', StringComparison.OrdinalIgnoreCase)) return Time(word);
            var parts = word.Split(['-', '/', '.'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 3 && _day < 0) return Dashed(parts);
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                // "1st", "2nd": the digits count. Anything else with digits in front is not of a date.
                return _day < 0 && int.TryParse(word.TrimEnd("stndrhSTNDRH".ToCharArray()), NumberStyles.None, CultureInfo.InvariantCulture, out _day) && _day is >= 1 and <= 31;
            }

            if (_day < 0 && word.Length <= 2) _day = value;
            else if (_day < 0 && word.Length == 4 && _year < 0) _year = value;
            else if (_month < 0 && word.Length <= 2) _month = value;
            else if (_year < 0 && word.Length is 2 or 3 or 4) _year = FullYear(value, word.Length);
            else if (_hour < 0) return _year >= 0 && Loose(value, ref _hour);
            return true;
        }

        private static bool Loose(int value, ref int field)
        {
            field = value;
            return value <= 24;
        }

        // 2003-07-01, 01-Jul-2003, 1/7/03, 2003-07-01T10:52:37+02:00.
        private bool Dashed(string[] parts)
        {
            var last = parts[2];
            var clock = last.IndexOf('T', StringComparison.OrdinalIgnoreCase);
            if (clock > 0 && char.IsAsciiDigit(last[0]))
            {
                var time = last[(clock + 1)..];
                parts[2] = last[..clock];
                return DateParts(parts) && Time(time);
            }

            return DateParts(parts);
        }

        private bool DateParts(string[] parts)
        {
            var month = Array.IndexOf(Months, parts[1].Length >= 3 ? parts[1][..3].ToLowerInvariant() : "");
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var third)) return false;
            if (month >= 0) _month = month + 1;
            else if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _month)) return false;
            var yearFirst = parts[0].Length == 4;
            _year = FullYear(yearFirst ? first : third, yearFirst ? 4 : parts[2].Length);
            _day = yearFirst ? third : first;
            return true;
        }

        private bool Time(string word)
        {
            if (_hour >= 0) return true;
            var sign = word.AsSpan().LastIndexOfAny('+', '-');
            if (sign > 0)
            {
                if (!Offset(word[sign..])) return false;
                word = word[..sign];
            }
            else if (word[^1] is 'Z' or 'z')
            {
                _zone = TimeSpan.Zero;
                word = word[..^1];
            }

            var parts = word.Split(':', '.');
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _hour)) return false;
            if (parts.Length > 1 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _minute)) return false;
            if (parts.Length > 2 && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out _second)) return false;
            return true;
        }

        private bool Offset(string word)
        {
            var digits = word[1..].Replace(":", "", StringComparison.Ordinal);
            if (_zone is not null || digits.Length == 0) return true;
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return _hour >= 0;
            var (hours, minutes) = digits.Length <= 2 ? (value, 0) : (value / 100, value % 100);
            // Offsets beyond a day's half mean nothing: UTC, as RFC 5322 says of "-0000".
            var offset = hours <= 14 && minutes < 60 ? new TimeSpan(hours, minutes, 0) : TimeSpan.Zero;
            if (offset > TimeSpan.FromHours(14)) offset = TimeSpan.Zero;
            _zone = word[0] == '-' ? -offset : offset;
            return true;
        }

        // RFC 5322 section 4.3.
        private static int FullYear(int value, int digits) => digits switch
        {
            2 => value < 50 ? 2000 + value : 1900 + value,
            3 => 1900 + value,
            _ => value,
        };
    }
}
