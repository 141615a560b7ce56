using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary>Reads the columns a saved model needs from a delimited file, some rows at a time and in their order.</summary>
internal sealed class PortableCsv : IDisposable
{
    private readonly PortableModel _model;
    private readonly CsvFile _file;
    private readonly PortableCsvColumn[] _columns;
    private readonly int _label;

    private PortableCsv(PortableModel model, string path)
    {
        _model = model;
        var names = model.Columns.Select(column => column.Name).ToArray();
        _file = CsvFile.Open(path, names.FirstOrDefault());
        try
        {
            string[] missing = [.. names.Except(_file.Names)];
            if (missing.Length > 0)
            {
                throw new InvalidDataException($"{path}, line 1: the model needs columns that the file does not have: {string.Join(", ", missing)}.");
            }

            _file.CheckNames([.. names, model.Label.Name]);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        _columns = [.. model.Columns.Select(column => new PortableCsvColumn(model, column, Array.IndexOf(_file.Names, column.Name), _file.Dialect))];
        _label = Array.IndexOf(_file.Names, model.Label.Name);
        LabelHasDecimalComma = _label >= 0 && _file.Dialect.DecimalCommaOf(_label, usual: false);
    }

    /// <summary>Whether numbers of the label are written with a decimal comma.</summary>
    internal bool LabelHasDecimalComma { get; }

    /// <summary>Opens a file and checks that it has the model's columns.</summary>
    internal static PortableCsv Open(PortableModel model, string path) => new(model, path);

    /// <summary>Reads the model's columns of all rows, and the label as text where the file has it.</summary>
    internal static (PortableTable Table, string[]? Labels, IReadOnlyList<string> Warnings, bool LabelHasDecimalComma) Read(PortableModel model, string path)
    {
        using var rows = Open(model, path);
        var (table, labels) = rows.Next(int.MaxValue);
        return (table, labels, [.. rows.Warnings()], rows.LabelHasDecimalComma);
    }

    /// <summary>The next rows, at most so many; none at the end.</summary>
    internal (PortableTable Table, string[]? Labels) Next(int most)
    {
        var labels = new List<string>();
        var rows = 0;
        while (rows < most && _file.Next())
        {
            foreach (var column in _columns)
            {
                column.Add(_file);
            }

            if (_label >= 0)
            {
                labels.Add(_file[_label].Trim().ToString());
            }

            rows++;
        }

        var table = new PortableTable(rows);
        foreach (var column in _columns)
        {
            column.MoveTo(table);
        }

        return (table, _label >= 0 ? [.. labels] : null);
    }

    /// <summary>What was odd about the rows read so far, one sentence each.</summary>
    internal IEnumerable<string> Warnings() => [.. _file.Notes(), .. _columns.SelectMany(column => column.Warnings())];

    /// <summary>A number in a label as it is written there.</summary>
    internal static float? Number(string text, bool decimalComma) => NumberText.TryParse(text, decimalComma, out var value) && float.IsFinite(value) ? value : null;

    public void Dispose() => _file.Dispose();
}
