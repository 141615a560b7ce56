using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary>One column of a model, read from a delimited file; counts what the model can make nothing of.</summary>
internal sealed class PortableCsvColumn
{
    private static readonly string[] _true = ["1", "true", "yes", "y", "t"];

    private readonly PortableColumn _column;
    private readonly int _place;
    private readonly bool _decimalComma;
    private readonly HashSet<string>? _levels;
    private readonly List<float> _numbers = [];
    private readonly List<string?> _texts = [];
    private (int Count, string First, int Line) _odd;

    /// <param name="column">The column.</param>
    /// <param name="place">Its place in the file.</param>
    /// <param name="file">How the file is written, and whether its numbers have a decimal comma; null where they do not say.</param>
    /// <param name="steps">The steps that look its texts up.</param>
    internal PortableCsvColumn(PortableColumn column, int place, (CsvDialect Dialect, bool? DecimalComma) file, IReadOnlyList<CategoryStep> steps)
    {
        (_column, _place) = (column, place);
        var own = CsvDialect.Marks(file.Dialect.Head.Where(record => record.Length > place).Select(record => record[place]));
        _decimalComma = own != 0 ? own > 0 : file.DecimalComma ?? column.DecimalComma;
        if (column.Kind == PortableColumnKind.Text && steps.Count > 0)
        {
            _levels = [.. steps.Select(step => step.TextCategories!).Distinct().SelectMany(texts => texts)];
        }
    }

    internal void Add(CsvFile file)
    {
        var value = file[_place];
        if (_column.Kind == PortableColumnKind.Text)
        {
            var text = value.ToString();
            _texts.Add(text);
            if (_levels is not null && !CsvColumn.IsMissing(value) && !_levels.Contains(text))
            {
                Note(value, file.Line);
            }
        }
        else if (_column.Kind == PortableColumnKind.Boolean)
        {
            _numbers.Add(_true.Contains(value.ToString().ToLowerInvariant()) ? 1 : 0);
        }
        else if (CsvColumn.IsMissing(value) || NumberText.IsMark(value))
        {
            _numbers.Add(float.NaN);
        }
        else
        {
            if (!NumberText.TryParse(value, _decimalComma, out var number))
            {
                Note(value, file.Line);
            }

            _numbers.Add(number);
        }
    }

    /// <summary>Puts the rows read into a table and begins anew.</summary>
    internal void MoveTo(PortableTable table)
    {
        if (_column.Kind == PortableColumnKind.Text)
        {
            table.Set(_column.Name, [.. _texts]);
        }
        else
        {
            table.Set(_column.Name, [.. _numbers]);
        }

        _texts.Clear();
        _numbers.Clear();
    }

    internal IEnumerable<string> Warnings()
    {
        if (_odd.Count > 0)
        {
            var what = _column.Kind == PortableColumnKind.Text
                ? $"{Count("value")} that training never saw"
                : $"{Count("value")} that {(_odd.Count == 1 ? "is no number" : "are no numbers")}, taken as missing";
            yield return string.Create(CultureInfo.InvariantCulture, $"column '{_column.Name}' has {what}, the first '{_odd.First}' in line {_odd.Line}.");
        }
    }

    private string Count(string noun) => _odd.Count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{_odd.Count} {noun}s");

    private void Note(ReadOnlySpan<char> value, int line)
    {
        if (_odd.Count == 0)
        {
            _odd = (1, value.Length <= 60 ? value.ToString() : value[..60].ToString() + "…", line);
        }
        else
        {
            _odd.Count++;
        }
    }
}
