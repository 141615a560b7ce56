using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Tables;

/// <summary>Takes the texts of one column and keeps them as numbers or as levels; what it is, its first rows tell.</summary>
/// <param name="name">The column.</param>
/// <param name="fileHasDecimalComma">How numbers are read that do not say themselves whether 1,234 is a thousand or one.</param>
/// <param name="isText">True when the values are known to be no numbers.</param>
internal sealed class ColumnBuilder(string name, bool fileHasDecimalComma = false, bool isText = false)
{
    private const int HeadRows = 1000;

    // Some words among numbers are slips or marks of missing values; many make a column of texts.
    private const double NumberShare = 0.95;
    private const double DateShare = 0.95;

    // A few words again and again among many different numbers say why there is no number.
    private const double LeastNumbers = 0.5;
    private const int MostWords = 10;
    private const int LeastDifferent = 30;

    // Fewer numbers with a zero before other digits are slips.
    private const double CodeShare = 0.01;

    private readonly List<float> _numbers = [];
    private readonly List<int> _codes = [];
    private readonly LevelList _levels = new();
    private readonly HashSet<string> _missingTexts = new(StringComparer.Ordinal);
    private List<(string Value, int Line)>? _head = isText ? null : [];
    private bool _isText = isText;
    private bool _decimalComma;
    private int _there;
    private int _codeLike;
    private readonly HashSet<string> _differentWords = new(StringComparer.Ordinal);
    private int _words;
    private (string Value, int Line) _firstWord;
    private (string Value, float Number)? _firstWritten;

    /// <summary>Whether the rows after the first showed that the values are no numbers; the column must be read again, as texts.</summary>
    public bool IsMisread => !_isText
        && ((_words > (1 - NumberShare) * _there && (_differentWords.Count > MostWords || _words > LeastNumbers * _there)) || _codeLike > CodeShare * _there);

    public void Add(ReadOnlySpan<char> value, int line)
    {
        if (_head is null)
        {
            Take(value, line);
            return;
        }

        _head.Add((value.ToString(), line));
        if (_head.Count == HeadRows)
        {
            Decide();
        }
    }

    /// <summary>Decides by the rows there are.</summary>
    public void Decide()
    {
        if (_head is not { } head)
        {
            return;
        }

        _head = null;
        string[] there = [.. head.Select(one => one.Value).Where(value => !CsvColumn.IsMissing(value) && !NumberText.IsMark(value))];
        _decimalComma = CsvDialect.DecimalCommaOf(there, fileHasDecimalComma);
        _isText = !AreNumbers(there) || (there.Length == 0 && head.Any(one => !CsvColumn.IsMissing(one.Value)))
            || there.Count(IsCode) > CodeShare * there.Length || AreCalendarDays(there);
        foreach (var (value, line) in head)
        {
            Take(value, line);
        }
    }

    /// <summary>The column, with what there is to say about it.</summary>
    public TableColumn Build(List<string> notes)
    {
        Decide();
        if (_isText)
        {
            return new TableColumn(name, [.. _codes], _levels.Texts, [.. _missingTexts]);
        }

        if (_firstWritten is { } written)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Column '{name}' is read as numbers, '{written.Value}' as {written.Number}."));
        }

        if (_words > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"Column '{name}' is read as numbers: {_words} other {(_words == 1 ? "value" : "values")}, the first '{_firstWord.Value}' in line {_firstWord.Line}, counted as missing."));
        }

        return new TableColumn(name, [.. _numbers]) { DecimalComma = _decimalComma };
    }

    private void Take(ReadOnlySpan<char> value, int line)
    {
        if (_isText)
        {
            _codes.Add(CodeOf(value));
            return;
        }

        if (!_decimalComma && float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
        {
            _there++;
            _codeLike += IsCode(value) ? 1 : 0;
            _numbers.Add(Math.Abs(plain) <= NumberText.Largest ? plain : float.NaN);
            return;
        }

        if (CsvColumn.IsMissing(value) || NumberText.IsMark(value))
        {
            _numbers.Add(float.NaN);
            return;
        }

        _there++;
        if (NumberText.TryParse(value, _decimalComma, out var number))
        {
            _firstWritten ??= value.ContainsAnyExcept("0123456789-") ? (value.ToString(), number) : null;
        }
        else
        {
            Note(value, line);
        }

        _numbers.Add(number);
    }

    private void Note(ReadOnlySpan<char> word, int line)
    {
        if (_words++ == 0)
        {
            _firstWord = (word.ToString(), line);
        }

        if (_differentWords.Count <= MostWords)
        {
            _differentWords.GetAlternateLookup<ReadOnlySpan<char>>().Add(word);
        }
    }

    private bool AreNumbers(string[] there)
    {
        string[] words = [.. there.Where(value => !NumberText.TryParse(value, _decimalComma, out _))];
        if (words.Length <= (1 - NumberShare) * there.Length)
        {
            return true;
        }

        var different = words.Distinct(StringComparer.Ordinal).Count();
        return words.Length <= LeastNumbers * there.Length && different <= MostWords && different < words.Length / 2
            && there.Distinct(StringComparer.Ordinal).Count() - different >= LeastDifferent;
    }

    // Digits with a zero before them, such as postal codes, name something.
    private static bool IsCode(string value) => IsCode(value.AsSpan());

    private static bool IsCode(ReadOnlySpan<char> value) => value is ['0', _, ..] && !value.ContainsAnyExceptInRange('0', '9');

    // 20240131: a date, where all are and they are not all of one month.
    private static bool AreCalendarDays(string[] there)
    {
        if (there.Length < 10 || there.Count(value => value.Length == 8 && value.StartsWith('1') | value.StartsWith('2')) < DateShare * there.Length)
        {
            return false;
        }

        Span<float> parts = stackalloc float[DateStep.Parts];
        var (dates, months) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var value in there)
        {
            if (value.Length == 8 && DateStep.Read(value, false, parts) && parts[1] is >= 1900 and < 2100)
            {
                dates++;
                months.Add(value[..6]);
            }
        }

        return dates >= DateShare * there.Length && months.Count > 1;
    }

    private int CodeOf(ReadOnlySpan<char> value)
    {
        if (CsvColumn.IsMissing(value))
        {
            if (value.Length > 0)
            {
                _missingTexts.GetAlternateLookup<ReadOnlySpan<char>>().Add(value);
            }

            return -1;
        }

        return _levels.CodeOf(value);
    }
}
