using System.Globalization;
using System.Text;
using Microsoft.ML.Data;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>A made-up table of 20 columns as a CSV file: numbers with some missing, truth values, categories and a column of texts that differ.</summary>
internal static class HostTable
{
    private const int Singles = 9;
    private const int Doubles = 2;
    private const int Integers = 3;
    private static readonly int[] s_categories = [5, 40, 500];

    /// <summary>Names and kinds of the columns.</summary>
    public static IReadOnlyList<(string Name, DataKind Kind)> Columns { get; } =
    [
        ("Id", DataKind.Int32),
        .. Enumerable.Range(0, Singles).Select(i => ($"N{i}", DataKind.Single)),
        .. Enumerable.Range(0, Doubles).Select(i => ($"D{i}", DataKind.Double)),
        .. Enumerable.Range(0, Integers).Select(i => ($"I{i}", DataKind.Int32)),
        ("B", DataKind.Boolean),
        .. Enumerable.Range(0, s_categories.Length).Select(i => ($"T{i}", DataKind.String)),
        ("K", DataKind.String),
    ];

    /// <summary>Writes a file of so many rows, or of about so many bytes.</summary>
    public static void Write(string path, long rows, long bytes = long.MaxValue)
    {
        var random = new Random(7);
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Columns.Select(c => c.Name)));
        var line = new StringBuilder();
        var written = 0L;
        for (var row = 0L; row < rows && written < bytes; row++)
        {
            line.Clear();
            WriteRow(line, row, random);
            written += line.Length + 1;
            writer.Write(line);
            writer.WriteLine();
        }
    }

    private static void WriteRow(StringBuilder line, long row, Random random)
    {
        line.Append(row);
        for (var i = 0; i < Singles; i++)
        {
            line.Append(',');
            if (i > 2 || random.Next(20) > 0)
            {
                line.Append(CultureInfo.InvariantCulture, $"{(random.NextDouble() - 0.3) * 1000:F4}");
            }
        }

        for (var i = 0; i < Doubles; i++)
        {
            line.Append(CultureInfo.InvariantCulture, $",{random.NextDouble() * 10:R}");
        }

        for (var i = 0; i < Integers; i++)
        {
            line.Append(CultureInfo.InvariantCulture, $",{random.Next(100_000)}");
        }

        line.Append(random.Next(2) == 0 ? ",0" : ",1");
        foreach (var count in s_categories)
        {
            line.Append(CultureInfo.InvariantCulture, $",value {random.Next(count)}");
        }

        line.Append(CultureInfo.InvariantCulture, $",k{random.NextInt64(1L << 40):x}");
    }
}
