using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>Whether cost grows with the number of rows and no faster: loading, fitting a featurizer and a pass, each size in a process of its own.</summary>
internal sealed class ScaleBenchmark : IHostBenchmark
{
    private const int Reference = 100_000;
    private const double MostMegabytes = 8192;
    private static readonly int[] s_sizes = [10_000, Reference, 1_000_000, 5_000_000];

    /// <inheritdoc/>
    public string Name => "scale";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        if (HostChild.Task is { } task)
        {
            // The first run is the compiler's.
            var paths = task.Split('\t');
            Measure(context, paths[0]);
            HostChild.Answer(context.Output, [.. Measure(context, paths[1])]);
            return [];
        }

        var results = s_sizes.ToDictionary(size => size, size => Measure(context, size));
        return [.. s_sizes.SelectMany(size => Rows(size, results[size], results[Reference]))];
    }

    private static IEnumerable<BenchmarkRow> Rows(int size, double[] result, double[] reference)
    {
        // A fixed cost weighs on few rows: only larger sizes are held to the reference.
        yield return new BenchmarkRow(
            $"load, fit, pass: {size:N0} rows x 20", "ns/row", result[0] * 1e9 / size, reference[0] * 1e9 / Reference,
            $"ours, {Reference:N0} rows", size > Reference ? 0.8 : null)
        { LowerIsBetter = true };
        yield return new BenchmarkRow($"peak memory: {size:N0} rows x 20", "MB", result[1] / 1e6, null, "none", null)
        {
            LowerIsBetter = true,
            Floor = MostMegabytes,
        };
    }

    private static double[] Measure(BenchmarkContext context, int size)
    {
        var warm = Path.GetTempFileName();
        var path = Path.GetTempFileName();
        try
        {
            HostTable.Write(warm, s_sizes[0]);
            HostTable.Write(path, size);
            var result = HostChild.Run("scale", $"{warm}\t{path}");
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{size:N0} rows: {result[0]:F3} s (load {result[2]:F3}, fit {result[3]:F3}, pass {result[4]:F3}), {result[0] * 1e9 / size:F0} ns/row, peak {result[1] / 1e6:F0} MB"));
            return result;
        }
        finally
        {
            File.Delete(warm);
            File.Delete(path);
        }
    }

    /// <summary>Seconds in all, peak memory in bytes, and the seconds of loading, fitting and the pass.</summary>
    private static double[] Measure(BenchmarkContext context, string path)
    {
        var ml = new MLContext(1);
        var file = new CsvFile("", path, HostTable.Columns);
        IDataView data = null!;
        ITransformer model = null!;
        var load = context.Time(() => data = file.Read(ml));
        var fit = context.Time(() => model = Pipeline(ml).Fit(data));
        var pass = context.Time(() => Pass(model.Transform(data)));
        return [load + fit + pass, HostChild.PeakMemory(), load, fit, pass];
    }

    private static IEstimator<ITransformer> Pipeline(MLContext ml)
    {
        InputOutputColumnPair[] numbers = [.. Enumerable.Range(0, 9).Select(i => new InputOutputColumnPair($"N{i}"))];
        InputOutputColumnPair[] categories = [.. Enumerable.Range(0, 3).Select(i => new InputOutputColumnPair($"T{i}"))];
        return ml.Transforms.ReplaceMissingValues(numbers)
            .Append(ml.Transforms.NormalizeMinMax(numbers))
            .Append(ml.Transforms.Categorical.OneHotEncoding(categories))
            .Append(ml.Transforms.Concatenate("Features", [.. numbers.Concat(categories).Select(c => c.OutputColumnName)]));
    }

    private static void Pass(IDataView data)
    {
        using var cursor = data.GetRowCursor([data.Schema["Features"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(data.Schema["Features"]);
        VBuffer<float> features = default;
        while (cursor.MoveNext())
        {
            getter(ref features);
        }
    }
}
