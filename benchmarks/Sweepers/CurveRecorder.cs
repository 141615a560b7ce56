using System.Globalization;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>Trains every network of the grid once on each real file and writes the curves to <c>benchmarks/Sweepers/curves</c>.</summary>
internal sealed class CurveRecorder : IBenchmarkSuite
{
    /// <inheritdoc/>
    public string Name => "record-curves";

    /// <inheritdoc/>
    public string Description => "trains the networks whose curves the part 'curves' of 'sweepers' looks up; run in the repository's root, with --data";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var source in CurveSource.All.Where(s => context.Wants(s.Name)))
        {
            if (source.Load(context) is not { } data)
            {
                continue;
            }

            double[][] curves = [];
            double seconds = context.Time(() => curves = Record(source, data.Train, data.Test, data.Outputs, data.Categorical));
            File.WriteAllLines(CurveTable.PathIn("benchmarks/Sweepers/curves", source.Name), curves.Select(Line));
            context.Output.WriteLine($"{source.Name}: {data.Train.Rows} rows, {curves.Length} curves");
            rows.Add(new($"recording {source.Name}", "s", seconds, null, "none: a record, no comparison", null));
        }

        return rows;
    }

    private static double[][] Record(CurveSource source, TrainingData train, TrainingData validation, int outputs, int[] categorical)
    {
        var kinds = Enumerable.Range(0, train.Features.Columns).Select(c => categorical.Contains(c) ? ColumnKind.Category : ColumnKind.Auto);
        var encoder = TableEncoder.Fit(train.Features, new TableEncoderOptions { Kinds = [.. kinds] });
        var (from, judge) = (Encode(encoder, train), Encode(encoder, validation));
        return [.. Enumerable.Range(0, CurveGrid.Count).Select(row => CurveGrid.Network(row).Train(source.Task, encoder.Inputs, outputs, from, judge))];
    }

    private static TrainingData Encode(TableEncoder encoder, TrainingData data) => new(encoder.Transform(data.Features), data.Labels);

    // Four digits tell apart what a search could tell apart; more would only weigh.
    private static string Line(double[] curve) => string.Join(',', curve.Select(v => double.IsFinite(v) ? v.ToString("G4", CultureInfo.InvariantCulture) : ""));
}
