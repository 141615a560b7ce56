using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>Scoring a pipeline of 20 columns (missing values replaced, one-hot, 100 trees of 31 leaves): row by row and over a cursor, per core.</summary>
internal sealed class ScoringBenchmark : IHostBenchmark
{
    private const int TrainingRows = 20_000;
    private const int Rows = 200_000;
    private const int Rounds = 5;

    private static readonly int[] s_levels = [5, 8, 10, 12, 15, 20, 25, 30, 40, 50];

    /// <inheritdoc/>
    public string Name => "scoring";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var ml = new MLContext(1);
        var rows = MakeRows(Rows);
        var training = ml.Data.LoadFromEnumerable(rows.Take(TrainingRows));
        var model = Pipeline(ml).Fit(training);
        return [.. Single(context, ml, model, rows), .. Batch(context, ml, model, rows)];
    }

    private static IEstimator<ITransformer> Pipeline(MLContext ml)
    {
        var numbers = Enumerable.Range(0, 10).Select(static i => new InputOutputColumnPair($"N{i}")).ToArray();
        var categories = Enumerable.Range(0, 10).Select(static i => new InputOutputColumnPair($"H{i}", $"C{i}")).ToArray();
        string[] parts = [.. numbers.Select(static n => n.OutputColumnName), .. categories.Select(static c => c.OutputColumnName)];
        return ml.Transforms.ReplaceMissingValues(numbers)
            .Append(ml.Transforms.Categorical.OneHotEncoding(categories))
            .Append(ml.Transforms.Concatenate("Features", parts))
            .Append(ml.BinaryClassification.Trainers.FastTree(numberOfLeaves: 31, numberOfTrees: 100, minimumExampleCountPerLeaf: 20));
    }

    private static IEnumerable<BenchmarkRow> Single(BenchmarkContext context, MLContext ml, ITransformer model, ScoringBenchmarkRow[] rows)
    {
        using var engine = ml.Model.CreatePredictionEngine<ScoringBenchmarkRow, ScoringBenchmarkOutput>(model);
        var output = new ScoringBenchmarkOutput();
        var seconds = Enumerable.Range(0, Rounds + 1).Select(_ => context.Time(() =>
        {
            foreach (var row in rows)
            {
                engine.Predict(row, ref output);
            }
        })).Skip(1).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var row in rows)
        {
            engine.Predict(row, ref output);
        }

        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / rows.Length;
        yield return new BenchmarkRow("PredictionEngine, 20 columns, 100 trees of 31 leaves", "us/row", BenchmarkContext.Median(seconds) * 1e6 / rows.Length, null, string.Empty, null)
        {
            LowerIsBetter = true,
            Floor = 5,
        };
        yield return new BenchmarkRow("PredictionEngine, allocated with the output reused", "bytes/row", bytes, null, string.Empty, null) { LowerIsBetter = true, Floor = 1 };
    }

    private static IEnumerable<BenchmarkRow> Batch(BenchmarkContext context, MLContext ml, ITransformer model, ScoringBenchmarkRow[] rows)
    {
        var data = ml.Data.Cache(ml.Data.LoadFromEnumerable(rows));
        var scored = model.Transform(data);
        var seconds = Enumerable.Range(0, Rounds + 1).Select(_ => ProcessorTime(() => Sum(scored))).Skip(1);
        yield return new BenchmarkRow("batch scoring over a cursor, the same pipeline, a second of one core", "rows/s", rows.Length / BenchmarkContext.Median(seconds), null, string.Empty, null)
        {
            Floor = 1_000_000,
        };
    }

    /// <summary>Seconds of processor time, of all threads together.</summary>
    private static double ProcessorTime(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static double Sum(IDataView scored)
    {
        var column = scored.Schema["Score"];
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<float>(column);
        var (sum, score) = (0.0, 0f);
        while (cursor.MoveNext())
        {
            getter(ref score);
            sum += score;
        }

        return sum;
    }

    private static ScoringBenchmarkRow[] MakeRows(int count)
    {
        var random = new Random(7);
        var names = Array.ConvertAll(s_levels, static n => Enumerable.Range(0, n).Select(static i => $"category {i}").ToArray());
        var numbers = typeof(ScoringBenchmarkRow).GetProperties().Where(static p => p.PropertyType == typeof(float)).ToArray();
        var texts = typeof(ScoringBenchmarkRow).GetProperties().Where(static p => p.PropertyType == typeof(string)).ToArray();
        var rows = new ScoringBenchmarkRow[count];
        for (var i = 0; i < count; i++)
        {
            var row = rows[i] = new ScoringBenchmarkRow();
            var sum = 0.0;
            for (var j = 0; j < 10; j++)
            {
                var value = (float)random.NextDouble();
                sum += value * (j + 1) * (value - 0.5);
                numbers[j].SetValue(row, random.Next(10) == 0 ? float.NaN : value);
                var level = random.Next(s_levels[j]);
                sum += (level * 7 % 11) - 5 > 0 ? 0.5 : -0.5;
                texts[j].SetValue(row, names[j][level]);
            }

            row.Label = sum + random.NextDouble() > 4.5;
        }

        return rows;
    }
}
