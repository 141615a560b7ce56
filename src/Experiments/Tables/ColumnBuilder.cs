using System.Globalization;
using MLNetTuning.Experiments.Data;

namespace MLNetTuning.Experiments.Tables;

/// <summary>Takes the texts of one column and keeps them as numbers or as levels; what it is, its first rows tell.</summary>
internal sealed class ColumnBuilder(string name)
{
    private const int HeadRows = 1000;

    // Some words among numbers are slips or marks of missing values; many make a column of texts.
    private const double NumberShare = 0.95;

    private readonly List<float> _numbers = [];
    private readonly List<int> _codes = [];
    private readonly List<string> _levels = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missingTexts = new(StringComparer.Ordinal);
    private List<(string Value, int Line)>? _head = [];
    private bool _isText;
    private int _words;
    private (string Value, int Line) _firstWord;

    public void Add(string value, int line)
    {
        if (_head is null)
        {
            Take(value, line);
            return;
        }

        _head.Add((value, line));
        if (_head.Count == HeadRows)
        {
            Decide();
        }
    }

    /// <summary>The column, with what there is to say about it.</summary>
    public TableColumn Build(List<string> notes)
    {
        Decide();
        if (_isText)
        {
            return new TableColumn(name, [.. _codes], _levels, [.. _missingTexts]);
        }

        if (_words > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"Column '{name}' is read as numbers: {_words} other {(_words == 1 ? "value" : "values")}, the first '{_firstWord.Value}' in line {_firstWord.Line}, counted as missing."));
        }

        return new TableColumn(name, [.. _numbers]);
    }

    private void Decide()
    {
        if (_head is not { } head)
        {
            return;
        }

        _head = null;
        var there = head.Count(one => !CsvColumn.IsMissing(one.Value));
        _isText = head.Count(one => !CsvColumn.IsMissing(one.Value) && CsvFile.IsNumber(one.Value)) < NumberShare * there;
        foreach (var (value, line) in head)
        {
            Take(value, line);
        }
    }

    private void Take(string value, int line)
    {
        if (_isText)
        {
            _codes.Add(CodeOf(value));
            return;
        }

        if (float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            _numbers.Add(float.IsFinite(number) ? number : float.NaN);
            return;
        }

        _numbers.Add(float.NaN);
        if (!CsvColumn.IsMissing(value) && _words++ == 0)
        {
            _firstWord = (value, line);
        }
    }

    private int CodeOf(string value)
    {
        if (CsvColumn.IsMissing(value))
        {
            if (value.Length > 0)
            {
                _missingTexts.Add(value);
            }

            return -1;
        }

        if (!_codeOf.TryGetValue(value, out var code))
        {
            code = _levels.Count;
            _levels.Add(value);
            _codeOf.Add(value, code);
        }

        return code;
    }
}
