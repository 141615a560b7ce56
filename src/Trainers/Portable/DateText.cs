namespace MLNetTuning.Trainers.Portable;

/// <summary>
/// Reads dates as people and programs write them: 2024-01-31, 31.1.2024, 1/31/24, 20240131, 31 Jan 2024, January 31, 2024, 2024-01, each alone or with a
/// time behind it (blank or T; 24 hours or AM and PM; fractions of a second; Z, UTC or an offset, which is not applied: the clock on the wall counts); or a
/// time alone. Month names are English.
/// </summary>
internal ref struct DateText
{
    // As the invariant culture reads years of two digits.
    private const int LastShortYear = 49;

    private static readonly string[] _months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    private static readonly string[] _weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private readonly bool _dayFirst;
    private ReadOnlySpan<char> _rest;

    private DateText(ReadOnlySpan<char> text, bool dayFirst)
    {
        _rest = text;
        _dayFirst = dayFirst;
    }

    /// <summary>The day of a time that stands alone.</summary>
    public static DateTime Start { get; } = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text; spaces around it do not count.</param>
    /// <param name="dayFirst">Whether 2/3/2024 is the second of March.</param>
    /// <param name="date">The date, and the time where there is one.</param>
    public static bool TryRead(ReadOnlySpan<char> text, bool dayFirst, out DateTime date)
    {
        text = text.Trim();
        var reader = new DateText(text, dayFirst);
        date = default;
        if (text.Length is < 4 or > 60 || !(char.IsAsciiDigit(text[0]) || char.IsAsciiLetter(text[0])))
        {
            return false;
        }

        if (reader.IsTime())
        {
            date = Start;
            return reader.Time(ref date) && reader.Zone();
        }

        return text.Length >= 6 && reader.Date(out date) && (reader._rest.IsEmpty || (reader.Between() && reader.Time(ref date) && reader.Zone()));
    }

    private readonly bool IsTime() => _rest.IndexOf(':') is 1 or 2 && char.IsAsciiDigit(_rest[0]);

    private bool Date(out DateTime date)
    {
        date = default;
        if (Name(_weekdays) >= 0)
        {
            Take(',');
            Take(' ');
        }

        var month = Name(_months);
        return month >= 0 ? MonthName(month + 1, out date) : Number(out var first, out var digits) && digits switch
        {
            14 => Compact(first / 1000000, out var day) && Clock(first % 1000000, day, out date),
            8 => Compact(first, out date),
            4 => Separator(out var mark) && YearFirst((int)first, mark, out date),
            1 or 2 => Separator(out var mark) && ShortFirst((int)first, mark, out date),
            _ => false,
        };
    }

    private static bool Compact(long number, out DateTime date) => Make(number / 10000, number / 100 % 100, number % 100, out date);

    private static bool Clock(long number, DateTime day, out DateTime date)
    {
        var (hours, minutes, seconds) = (number / 10000, number / 100 % 100, number % 100);
        date = day.AddHours(hours).AddMinutes(minutes).AddSeconds(seconds);
        return hours < 24 && minutes < 60 && seconds < 60;
    }

    // January 31, 2024; Jan 2024; Jan-24.
    private bool MonthName(int month, out DateTime date)
    {
        date = default;
        Take('.');
        if (!Separator(out var mark) || !Number(out var number, out var digits))
        {
            return false;
        }

        if (digits == 4 || mark == '-')
        {
            return Make(Year(number, digits), month, 1, out date);
        }

        Take(',');
        return digits <= 2 && Take(' ') && Number(out var year, out digits) && Make(Year(year, digits), month, number, out date);
    }

    // 2024-01-31, 2024-Jan-31, 2024-01.
    private bool YearFirst(int year, char mark, out DateTime date)
    {
        date = default;
        var month = (long)Name(_months) + 1;
        if (month == 0 && !(Number(out month, out var digits) && digits <= 2))
        {
            return false;
        }

        if (_rest.IsEmpty && mark == '-')
        {
            return Make(year, month, 1, out date);
        }

        return Take(mark) && Number(out var day, out digits) && digits <= 2 && Make(year, month, day, out date);
    }

    // 31.1.2024, 1/31/24, 31 Jan 2024, 31. January 2024, 1/2024.
    private bool ShortFirst(int first, char mark, out DateTime date)
    {
        date = default;
        Take(' ');
        var month = Name(_months);
        if (month >= 0)
        {
            Take('.');
            return Separator(out _) && Number(out var named, out var places) && Make(Year(named, places), month + 1, first, out date);
        }

        if (mark == ' ' || !Number(out var second, out var digits))
        {
            return false;
        }

        if (digits == 4 && _rest.IsEmpty && mark is '/' or '-')
        {
            return Make(second, first, 1, out date);
        }

        return digits <= 2 && Take(mark) && Number(out var year, out digits)
            && (_dayFirst ? Make(Year(year, digits), second, first, out date) : Make(Year(year, digits), first, second, out date));
    }

    private static long Year(long number, int digits) => digits switch
    {
        4 => number,
        2 => number <= LastShortYear ? 2000 + number : 1900 + number,
        _ => 0,
    };

    private static bool Make(long year, long month, long day, out DateTime date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month))
        {
            return false;
        }

        date = new DateTime((int)year, (int)month, (int)day, 0, 0, 0, DateTimeKind.Unspecified);
        return true;
    }

    private bool Between()
    {
        if (Take('T'))
        {
            return true;
        }

        Take(',');
        return Take(' ') && _rest.Length > 0;
    }

    private bool Time(ref DateTime date)
    {
        var (minutes, seconds) = (0L, 0L);
        if (!Number(out var hours, out var digits) || digits > 2 || !Take(':') || !Number(out minutes, out digits) || digits > 2
            || (Take(':') && (!Number(out seconds, out digits) || digits > 2)))
        {
            return false;
        }

        // Fractions of a second say nothing that the features keep.
        if ((Take('.') || Take(',')) && !Number(out _, out _))
        {
            return false;
        }

        var half = _rest.TrimStart();
        if (half.StartsWith("am", StringComparison.OrdinalIgnoreCase) || half.StartsWith("pm", StringComparison.OrdinalIgnoreCase))
        {
            if (hours is < 1 or > 12)
            {
                return false;
            }

            hours = (hours % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
            _rest = half[2..];
        }

        if (hours > 23 || minutes > 59 || seconds > 59)
        {
            return false;
        }

        date = date.AddHours(hours).AddMinutes(minutes).AddSeconds(seconds);
        return true;
    }

    // Z, UTC, GMT, +02:00, -0530, +02, perhaps with a name in brackets behind it.
    private bool Zone()
    {
        _rest = _rest.Trim();
        if (_rest is ['[', .., ']'] || _rest.IsEmpty || _rest is "Z" or "z" or "UTC" or "GMT")
        {
            return true;
        }

        if (!(Take('+') || Take('-')) || !Number(out var hours, out var digits))
        {
            return false;
        }

        return digits == 4 || (digits == 2 && hours <= 14 && (_rest.IsEmpty || (Take(':') && Number(out _, out digits) && digits == 2))) && _rest.IsEmpty;
    }

    private bool Separator(out char mark)
    {
        mark = _rest.IsEmpty ? '\0' : _rest[0];
        return Take('-') || Take('/') || Take('.') || Take(' ');
    }

    private bool Take(char wanted)
    {
        if (_rest.IsEmpty || _rest[0] != wanted)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private bool Number(out long number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < _rest.Length && char.IsAsciiDigit(_rest[digits]))
        {
            if (digits < 18)
            {
                number = (number * 10) + (_rest[digits] - '0');
            }

            digits++;
        }

        _rest = _rest[digits..];
        return digits > 0;
    }

    /// <summary>Takes a name, whole or its first three letters, and gives its place; -1 when there is none.</summary>
    private int Name(string[] names)
    {
        var length = 0;
        while (length < _rest.Length && char.IsAsciiLetter(_rest[length]))
        {
            length++;
        }

        if (length < 3)
        {
            return -1;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].AsSpan().StartsWith(_rest[..length], StringComparison.OrdinalIgnoreCase) && (length <= 4 || length == names[i].Length))
            {
                _rest = _rest[length..];
                return i;
            }
        }

        return -1;
    }
}
