using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>A CSV file and the types it is read into.</summary>
internal sealed record CsvFile(string Name, string Path, IReadOnlyList<(string Name, DataKind Kind)> Columns)
{
    /// <summary>The file in millions of bytes.</summary>
    public double Megabytes => new FileInfo(Path).Length / 1e6;

    /// <summary>What the peer is asked: the path, then name=type for every column.</summary>
    public string Request => string.Join('\t', [Path, .. Columns.Select(c => $"{c.Name}={PandasType(c.Kind)}")]);

    /// <summary>Reads all columns into memory.</summary>
    public IDataView Read(MLContext ml)
    {
        var data = ml.Data.LoadFromTextFile(Path, new TextLoader.Options
        {
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            MissingRealsAsNaNs = true,
            Columns = [.. Columns.Select((c, i) => new TextLoader.Column(c.Name, c.Kind, i))],
        });

        // The cursor brings the columns to memory; on a host that streams, a pass does.
        using var cursor = data.GetRowCursor(data.Schema);
        if (data.GetRowCount() is null)
        {
            data = ml.Data.Cache(data, [.. Columns.Select(c => c.Name)]);
            using var pass = data.GetRowCursor(data.Schema);
            while (pass.MoveNext())
            {
            }
        }

        return data;
    }

    /// <summary>The flights file as text, beside its types.</summary>
    public static CsvFile Flights(string path) => new("nycflights", path,
    [
        .. File.ReadLines(path).First().Split(',').Select(name => name.Trim('"'))
            .Select(name => (name, name is "carrier" or "tailnum" or "origin" or "dest" ? DataKind.String : DataKind.Single)),
    ]);

    // pandas has no truth values written as 0 and 1.
    private static string PandasType(DataKind kind) => kind switch
    {
        DataKind.Single => "float32",
        DataKind.Double => "float64",
        DataKind.Int32 => "int32",
        DataKind.Boolean => "int8",
        _ => "object",
    };
}
