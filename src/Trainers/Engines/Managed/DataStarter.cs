using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Numerics;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>
/// What of a start goes by training rows: the edges of piecewise linear embeddings, RealMLP's <c>std</c> weights (each unit's product has
/// standard deviation 1, a binary network's logit that of a difference of two) and <c>he+5</c> biases (each unit is 0 at a random mixture of 5 rows, weights exponential and normalised).
/// </summary>
internal sealed class DataStarter
{
    private const int MostRows = 1024;
    private const int MixedRows = 5;
    private readonly NetworkWeights _weights;
    private readonly NetworkSpec _spec;
    private readonly TrainingOptions _options;
    private readonly FloatMatrix _sample;
    private readonly Predictor _predictor;

    private DataStarter(NetworkWeights weights, TrainingOptions options, TrainingData data)
    {
        _weights = weights;
        _spec = weights.Spec;
        _options = options;
        _predictor = new Predictor(_spec);
        var order = new int[data.Rows];
        RowOrder.Fill(order, SeededRandom.For(options.Seed, RandomUse.StartRows, 0));
        _sample = data.SelectFeatures(order.AsSpan(0, Math.Min(order.Length, MostRows)));
    }

    /// <summary>Completes weights that <see cref="WeightStarter"/> filled.</summary>
    public static void Fill(NetworkWeights weights, TrainingOptions options, TrainingData data)
    {
        if (weights.Spec is { EmbeddedInputs: > 0, NumericEmbedding.IsPeriodic: false })
        {
            FillEdges(weights, options, FeatureColumns.Of(data));
        }

        if (options.WeightStart == WeightStartKind.Data || options.BiasStart == BiasStartKind.Data)
        {
            var starter = new DataStarter(weights, options, data);
            for (var layer = 0; layer <= weights.Spec.Blocks.Count; layer++)
            {
                starter.FillLayer(layer);
            }
        }
    }

    private static void FillEdges(NetworkWeights weights, TrainingOptions options, FeatureColumns features)
    {
        var bins = weights.Spec.NumericEmbedding!.Bins;
        var target = weights.Get(TensorLayout.Front, TensorKind.Edges);
        var values = new float[features.Rows];
        for (var input = 0; input < weights.Spec.EmbeddedInputs; input++)
        {
            features.Read(input, values);
            Array.Sort(values);
            var edges = options.EdgeStart == EdgeStartKind.HistogramBins ? AroundBins(values, bins) : QuantileEdges.Of(values, bins);
            var row = target.Slice(input * (bins + 1), bins + 1);
            edges.CopyTo(row);

            // Bins that nothing reaches stand for those that repeated values left out.
            row[edges.Length..].Fill(float.MaxValue);
        }
    }

    private static float[] AroundBins(float[] sorted, int bins)
    {
        float[] edges = [sorted[0], .. BinFinder.Thresholds(sorted, bins), sorted[^1]];
        return [.. edges.Distinct()];
    }

    private static (double[] Sums, double[] Squares) Moments(List<float[]> rows, int width)
    {
        double[] sums = new double[width], squares = new double[width];
        foreach (var row in rows)
        {
            for (var i = 0; i < width; i++)
            {
                sums[i] += row[i];
                squares[i] += (double)row[i] * row[i];
            }
        }

        return (sums, squares);
    }

    private void FillLayer(int layer)
    {
        var isHead = layer == _spec.Blocks.Count;
        if (!isHead && _spec.Blocks[layer].NormalizesBefore)
        {
            return;
        }

        var groups = isHead ? _spec.Members : _spec.Groups;
        var matrices = isHead ? _spec.Members : _spec.Matrices;
        if (_options.WeightStart == WeightStartKind.Data && !(isHead && _options.StartsHeadAtZero))
        {
            var products = Products(layer, matrices);
            for (var i = 0; i < matrices; i++)
            {
                ScaleColumns(layer, (i, matrices), products[i]);
            }
        }

        if (_options.BiasStart == BiasStartKind.Data && !(isHead && _options.StartsAtBaseRates))
        {
            var products = Products(layer, groups);
            for (var i = 0; i < groups; i++)
            {
                FillBias(layer, i, products[i]);
            }
        }
    }

    /// <summary>The products of the sample with a layer's weights, by part of the members.</summary>
    private unsafe List<float[]>[] Products(int layer, int parts)
    {
        _predictor.Load(_weights);
        var result = Enumerable.Range(0, parts).Select(_ => new List<float[]>()).ToArray();
        fixed (float* values = _sample.Values)
        {
            for (var start = 0; start < _sample.Rows; start += _predictor.LargestPiece)
            {
                var count = Math.Min(_predictor.LargestPiece, _sample.Rows - start);
                var x = new MatrixView(values + ((nint)start * _sample.Columns), count, _sample.Columns, _sample.Columns);
                _predictor.Inspect(x, layer, z =>
                {
                    for (var row = 0; row < z.Rows; row++)
                    {
                        result[row * parts / z.Rows].Add(new ReadOnlySpan<float>(z.Values + ((nint)row * z.RowStride), z.Columns).ToArray());
                    }
                });
            }
        }

        return result;
    }

    private void ScaleColumns(int layer, (int Index, int Count) matrix, List<float[]> rows)
    {
        var all = _weights.Get(layer, TensorKind.Weights);
        var values = all.Slice(matrix.Index * (all.Length / matrix.Count), all.Length / matrix.Count);
        var width = rows[0].Length;
        var (sums, squares) = Moments(rows, width);

        // One logit stands for the difference of two outputs of deviation 1 that know nothing of each other.
        var target = layer == _spec.Blocks.Count && _spec.Task == PredictionTask.Binary ? Math.Sqrt(2) : 1;
        for (var column = 0; column < width; column++)
        {
            var mean = sums[column] / rows.Count;
            var deviation = Math.Sqrt(Math.Max(0, (squares[column] / rows.Count) - (mean * mean)));
            if (deviation > 1e-6)
            {
                for (var i = column; i < values.Length; i += width)
                {
                    values[i] = (float)(values[i] * target / deviation);
                }
            }
        }
    }

    private void FillBias(int layer, int group, List<float[]> rows)
    {
        var width = rows[0].Length;
        var bias = _weights.Get(layer, TensorKind.Bias).Slice(group * width, width);
        var random = SeededRandom.For(_options.Seed, RandomUse.StartRows, 1 + (layer * _spec.Members) + group);
        for (var i = 0; i < width; i++)
        {
            double sum = 0, total = 0;
            for (var j = 0; j < MixedRows; j++)
            {
                var weight = -Math.Log(1 - random.NextDouble());
                sum += weight * rows[random.NextInt(rows.Count)][i];
                total += weight;
            }

            bias[i] = (float)(-sum / total);
        }
    }
}
