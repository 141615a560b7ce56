using System.Globalization;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Benchmarks.Quality;

/// <summary>Reads the columns a model needs from a file.</summary>
internal static class QualityTable
{
    public static PortableTable Read(PortableModel model, string path)
    {
        using var reader = new StreamReader(path);
        var records = QualityCsv.Read(reader).ToList();
        var table = new PortableTable(records.Count - 1);
        foreach (var column in model.Columns)
        {
            var place = Array.IndexOf(records[0], column.Name);
            var values = records.Skip(1).Select(record => record[place]);
            if (column.Kind == PortableColumnKind.Text)
            {
                table.Set(column.Name, [.. values.Select(value => (string?)value)]);
            }
            else
            {
                table.Set(column.Name, [.. values.Select(value => float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : float.NaN)]);
            }
        }

        return table;
    }
}
