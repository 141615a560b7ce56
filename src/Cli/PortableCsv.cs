using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary>Reads the columns a saved model needs from a delimited file.</summary>
internal static class PortableCsv
{
    private static readonly string[] _true = ["1", "true", "yes", "y", "t"];

    /// <summary>Reads the model's columns, and the label as text where the file has it.</summary>
    internal static (PortableTable Table, string[]? Labels) Read(PortableModel model, string path)
    {
        using var file = CsvFile.Open(path);
        var header = file.Names;
        string[] missing = [.. model.Columns.Select(c => c.Name).Except(header)];
        if (missing.Length > 0)
        {
            throw new InvalidDataException($"{path}, line 1: the model needs columns that the file does not have: {string.Join(", ", missing)}.");
        }

        file.CheckNames();
        int[] places = [.. model.Columns.Select(c => Array.IndexOf(header, c.Name))];
        var label = Array.IndexOf(header, model.Label.Name);
        var values = model.Columns.Select(_ => new List<string>()).ToArray();
        var labels = new List<string>();
        while (file.Read() is { } record)
        {
            for (var i = 0; i < places.Length; i++)
            {
                values[i].Add(record[places[i]]);
            }

            labels.Add(label >= 0 ? record[label].Trim() : string.Empty);
        }

        var table = new PortableTable(labels.Count);
        for (var i = 0; i < places.Length; i++)
        {
            Set(table, model.Columns[i], values[i], path);
        }

        return (table, label >= 0 ? [.. labels] : null);
    }

    private static void Set(PortableTable table, PortableColumn column, List<string> values, string path)
    {
        if (column.Kind == PortableColumnKind.Text)
        {
            table.Set(column.Name, [.. values.Select(v => (string?)v)]);
            return;
        }

        table.Set(column.Name, [.. values.Select((v, row) => column.Kind == PortableColumnKind.Boolean ? Boolean(v) : Number(v, column.Name, row, path))]);
    }

    private static float Boolean(string value) => _true.Contains(value.ToLowerInvariant()) ? 1 : 0;

    private static float Number(string value, string column, int row, string path) =>
        CsvColumn.IsMissing(value) ? float.NaN
        : float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidDataException($"{path}, row {row + 1}, column '{column}': '{value}' is not a number, but the model learned numbers there.");
}
