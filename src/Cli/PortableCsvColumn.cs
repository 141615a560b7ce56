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

    internal PortableCsvColumn(PortableModel model, PortableColumn column, int place, CsvDialect dialect)
    {
        (_column, _place) = (column, place);
        _decimalComma = dialect.DecimalCommaOf(place, column.DecimalComma);
        if (column.Kind == PortableColumnKind.Text)
        {
            _levels = Levels(model, column.Name);
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

    /// <summary>The texts that the model looks up in a column, or null when it does something else with it.</summary>
    private static HashSet<string>? Levels(PortableModel model, string column)
    {
        CategoryStep[] steps = [.. model.Members.SelectMany(member => member.Featurizer.Steps).OfType<CategoryStep>().Where(step => step.Inputs[0] == column && step.TextCategories is not null)];
        return steps.Length == 0 ? null : [.. steps.Select(step => step.TextCategories!).Distinct().SelectMany(texts => texts)];
    }
}
