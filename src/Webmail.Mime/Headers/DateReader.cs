using System.Collections.Frozen;
using System.Globalization;

namespace Webmail.Mime.Headers;

/// <summary>Takes the words of a date one by one and gives each the meaning that its form allows and that is still free.</summary>
internal static class DateReader
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // What clients in other languages wrote, where three letters tell and mean nothing else.
    private static readonly FrozenDictionary<string, int> ForeignMonths = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["ene"] = 1, ["gen"] = 1, ["fev"] = 2, ["mrz"] = 3, ["mrt"] = 3, ["abr"] = 4, ["avr"] = 4, ["mai"] = 5, ["mei"] = 5, ["maj"] = 5, ["mag"] = 5, ["giu"] = 6, ["lug"] = 7,
        ["ago"] = 8, ["set"] = 9, ["okt"] = 10, ["ott"] = 10, ["out"] = 10, ["dez"] = 12, ["dic"] = 12,
    }.ToFrozenDictionary(StringComparer.Ordinal);

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

    private static int Month(string word)
    {
        if (word.Length < 3) return 0;
        var key = word[..3].ToLowerInvariant();
        return Array.IndexOf(Months, key) is var at and >= 0 ? at + 1 : ForeignMonths.GetValueOrDefault(key);
    }

    private sealed class Fields
    {
        private int _day = -1, _month = -1, _year = -1, _hour = -1, _minute, _second;
        private TimeSpan? _zone;
        private bool? _afternoon;
        private char _sign;

        public bool Complete => _zone is not null && _day >= 0 && _year >= 0 && _hour >= 0;

        // False: a word that no date has.
        public bool Take(string word)
        {
            if (char.IsAsciiDigit(word[0])) return Number(word);
            if (word[0] is '+' or '-') return Offset(word);
            if (_month < 0 && word.Length < 10 && Month(word) is var month and > 0)
            {
                _month = month;
                return true;
            }

            if (_hour < 0 && word.Length >= 3 && Array.IndexOf(Days, word[..3].ToLowerInvariant()) >= 0) return true;
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

            // Before the day stands a weekday in some language, after the year "at"; between them, the month must be a month.
            return _day < 0 || (_month > 0 && _year >= 0);
        }

        public bool TryBuild(out DateTimeOffset date)
        {
            date = default;
            if (_day < 1 || _month < 1 || _year < 0) return false;
            if (_hour < 0) _hour = 0;
            if (_afternoon is { } pm && _hour is >= 1 and <= 12) _hour = (_hour % 12) + (pm ? 12 : 0);
            var leap = _second == 60;
            if (_month > 12 || _hour > 24 || _minute > 59 || _second > 60 || _year is < 1 or > 9999 || _day > DateTime.DaysInMonth(_year, _month)) return false;
            var local = new DateTime(_year, _month, _day, 0, 0, 0, DateTimeKind.Unspecified).AddHours(_hour).AddMinutes(_minute).AddSeconds(leap ? 59 : _second);
            var zone = _zone ?? TimeSpan.Zero;
            // The first and last hours of the calendar do not exist in every zone.
            if (local.Ticks - zone.Ticks < 0 || local.Ticks - zone.Ticks > DateTime.MaxValue.Ticks) return false;
            date = new DateTimeOffset(local, zone);
            return true;
        }

        private bool Number(string word)
        {
            if (_sign != 0) return Offset(_sign + word);
            word = word.TrimEnd('.');
            if (_day < 0 && Iso(word)) return true;
            if (word.Contains(':', StringComparison.Ordinal)) return Time(word);
            var parts = word.Split(['-', '/', '.'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 3) return _day < 0 ? DateParts(parts, american: word.Contains('/', StringComparison.Ordinal)) : Time(word);
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                // "1st", "2nd": the digits count. Anything else with digits in front is not of a date.
                return _day < 0 && int.TryParse(word.TrimEnd("stndrhSTNDRH".ToCharArray()), NumberStyles.None, CultureInfo.InvariantCulture, out _day) && _day is >= 1 and <= 31;
            }

            if (_day < 0 && word.Length <= 2) _day = value;
            else if (_day < 0 && word.Length == 4 && _year < 0) _year = value;
            else if (_month < 0 && word.Length <= 2) _month = value;
            else if (_year < 0 && word.Length is 2 or 3 or 4) _year = FullYear(value, word.Length);
            else if (_hour < 0) return _year >= 0 && Loose(word, value);
            return true;
        }

        // "0304" and "030405" are times without colons; a number alone is an hour.
        private bool Loose(string word, int value)
        {
            if (word.Length == 4) return Time($"{word[..2]}:{word[2..]}");
            if (word.Length == 6) return Time($"{word[..2]}:{word[2..4]}:{word[4..]}");
            _hour = value;
            return value <= 24;
        }

        // 2003-07-01T10:52:37.5+02:00, 20030701T105237Z.
        private bool Iso(string word)
        {
            var clock = word.IndexOf('T', StringComparison.OrdinalIgnoreCase);
            if (clock < 8) return false;
            var (day, time) = (word[..clock], word[(clock + 1)..]);
            if (!char.IsAsciiDigit(time.FirstOrDefault())) return false;
            var parts = day.Length == 8 ? [day[..4], day[4..6], day[6..]] : day.Split('-');
            if (parts.Length != 3 || !DateParts(parts, american: false)) return false;
            var end = time.AsSpan().IndexOfAnyExceptInRange('0', '9');
            var digits = end < 0 ? time : time[..end];
            if (digits.Length == 4) time = $"{digits[..2]}:{digits[2..]}{time[4..]}";
            else if (digits.Length == 6) time = $"{digits[..2]}:{digits[2..4]}:{digits[4..]}{time[6..]}";
            return Time(time);
        }

        // 2003-07-01, 01-Jul-2003, 1.7.03, and with slashes the American 7/1/03 unless that cannot be.
        private bool DateParts(string[] parts, bool american)
        {
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var third)) return false;
            var named = Month(parts[1]);
            var second = named;
            if (named == 0 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out second)) return false;
            var yearFirst = parts[0].Length == 4;
            _year = FullYear(yearFirst ? first : third, yearFirst ? 4 : parts[2].Length);
            var day = yearFirst ? third : first;
            if (!yearFirst && named == 0 && (second > 12 || (american && first <= 12))) (day, second) = (second, day);
            (_day, _month) = (day, second);
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
            else if (word.Length > 2 && word[^1] is 'm' or 'M' && word[^2] is 'a' or 'A' or 'p' or 'P')
            {
                _afternoon = (word[^2] | 0x20) == 'p';
                word = word[..^2];
            }

            var parts = word.Split(':', '.');
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _hour)) return false;
            if (parts.Length > 1 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _minute)) return false;
            if (parts.Length > 2 && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out _second)) return false;
            return true;
        }

        private bool Offset(string word)
        {
            if (word.Length == 1 && _hour >= 0)
            {
                _sign = word[0];
                return true;
            }

            _sign = '\0';
            if (TimeZoneNames.ReadOffset(word, out var offset)) _zone ??= offset;
            else return _zone is not null || _hour >= 0 || word.Length == 1;
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
