using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>A featurizer (missing values by the mean, normalised numbers, one-hot categories) on rows in memory, beside scikit-learn's ColumnTransformer.</summary>
internal sealed class FeaturizerBenchmark : IHostBenchmark
{
    private const int Rows = 1_000_000;
    private const int Rounds = 3;

    /// <inheritdoc/>
    public string Name => "featurizer";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var data = new FeaturizerData(Rows, seed: 7);
        var path = Path.GetTempFileName();
        try
        {
            data.Write(path);
            using var peer = PythonPeer.TryStart("host_featurizer_sklearn.py", "sklearn", path);
            return Measure(context, data, peer);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static BenchmarkRow[] Measure(BenchmarkContext context, FeaturizerData data, PythonPeer? peer)
    {
        var ml = new MLContext(1);
        var rows = ml.Data.Cache(ml.Data.LoadFromEnumerable(data.ToRows()));
        Read(rows, rows.Schema);
        var pipeline = Featurizer(ml);
        var ours = new List<double>();
        var transform = new List<double>();
        var (fits, steps, transforms) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ITransformer? model = null;
            ours.Add(context.Time(() => model = pipeline.Fit(rows)));
            var result = model!.Transform(rows);
            transform.Add(context.Time(() => Read(result, [result.Schema["Features"]])));
            fits.AddRange(peer?.Ask("fit") ?? []);
            steps.AddRange(peer?.Ask("steps") ?? []);
            transforms.AddRange(peer?.Ask("transform") ?? []);
            context.Output.WriteLine(FormattableString.Invariant($"featurizer round {round + 1}: fit {ours[^1]:F2} s, transform {transform[^1]:F2} s"));
        }

        var name = peer?.Name ?? "scikit-learn (not installed)";
        return
        [
            Row("featurizer 1,000,000 x 20, fit", ours, fits, name + ", ColumnTransformer.fit"),
            Row("featurizer 1,000,000 x 20, fit (peer: its steps alone)", ours, steps, name + ", the steps one by one"),
            Throughput(transform, transforms, name),
        ];
    }

    private static BenchmarkRow Row(string what, List<double> ours, List<double> peers, string peerName) =>
        new(what, "s", BenchmarkContext.Median(ours), peers.Count == 0 ? null : BenchmarkContext.Median(peers), peerName, 1) { LowerIsBetter = true };

    private static BenchmarkRow Throughput(List<double> ours, List<double> peers, string peerName) =>
        new("featurizer 1,000,000 x 20, transform", "rows/s", Rows / BenchmarkContext.Median(ours), peers.Count == 0 ? null : Rows / BenchmarkContext.Median(peers), peerName, null);

    private static EstimatorChain<ColumnConcatenatingTransformer> Featurizer(MLContext ml)
    {
        var numbers = Enumerable.Range(0, FeaturizerData.Numbers).Select(static i => new InputOutputColumnPair(FormattableString.Invariant($"N{i}"))).ToArray();
        var categories = Enumerable.Range(0, FeaturizerData.Categories).Select(static i => new InputOutputColumnPair(FormattableString.Invariant($"C{i}"))).ToArray();
        return ml.Transforms.ReplaceMissingValues(numbers, MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(ml.Transforms.NormalizeMeanVariance(numbers, fixZero: false))
            .Append(ml.Transforms.Categorical.OneHotEncoding(categories))
            .Append(ml.Transforms.Concatenate("Features", [.. numbers.Concat(categories).Select(static c => c.OutputColumnName)]));
    }

    /// <summary>Reads every row of the columns, as a trainer would.</summary>
    private static void Read(IDataView data, IEnumerable<DataViewSchema.Column> columns)
    {
        using var cursor = data.GetRowCursor(columns);
        var vectors = columns.Where(static c => c.Type is VectorDataViewType).Select(c => cursor.GetGetter<VBuffer<float>>(c)).ToArray();
        VBuffer<float> value = default;
        while (cursor.MoveNext())
        {
            foreach (var getter in vectors)
            {
                getter(ref value);
            }
        }
    }
}
