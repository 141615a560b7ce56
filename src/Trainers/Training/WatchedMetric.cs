using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Training;

/// <summary>A value other than the loss, measured on a model's outputs.</summary>
/// <param name="kind">The value.</param>
/// <param name="data">Labels and weights.</param>
internal sealed class WatchedMetric(WatchedValue kind, TrainingData data)
{
    private readonly float[] _keys = new float[kind == WatchedValue.AreaUnderRoc ? data.Rows : 0];
    private readonly int[] _order = new int[kind == WatchedValue.AreaUnderRoc ? data.Rows : 0];

    /// <summary>Whether more is better.</summary>
    public static bool IsHigherBetter(WatchedValue kind) => kind == WatchedValue.AreaUnderRoc;

    /// <param name="outputs">[in] The model's outputs, row by row.</param>
    public double Measure(ReadOnlySpan<float> outputs)
    {
        if (kind == WatchedValue.AreaUnderRoc)
        {
            return AreaUnderRoc(outputs);
        }

        double sum = 0, total = 0;
        var width = outputs.Length / data.Rows;
        for (var row = 0; row < data.Rows; row++)
        {
            var weight = WeightOf(row);
            sum += weight * RowValue(outputs.Slice(row * width, width), data.Labels[row]);
            total += weight;
        }

        return kind == WatchedValue.RootMeanSquaredError ? Math.Sqrt(sum / total) : sum / total;
    }

    private double RowValue(ReadOnlySpan<float> outputs, float label)
    {
        if (kind == WatchedValue.ClassificationError)
        {
            return (outputs.Length == 1 ? (outputs[0] > 0 ? 1 : 0) : MulticlassMetrics.PredictedClass(outputs)) == (int)label ? 0 : 1;
        }

        var error = (double)outputs[0] - label;
        return kind == WatchedValue.RootMeanSquaredError ? error * error : Math.Abs(error);
    }

    private double WeightOf(int row) => data.Weights is null ? 1 : data.Weights[row];

    /// <summary>Pairs of a positive and a negative row that are in order, ties half; 1/2 when a class is missing.</summary>
    private double AreaUnderRoc(ReadOnlySpan<float> outputs)
    {
        outputs[..data.Rows].CopyTo(_keys);
        for (var i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        Array.Sort(_keys, _order);
        double negatives = 0, positives = 0, pairs = 0;
        for (var start = 0; start < _keys.Length;)
        {
            double above = 0, below = 0;
            var end = start;
            for (; end < _keys.Length && _keys[end] == _keys[start]; end++)
            {
                (data.Labels[_order[end]] > 0 ? ref above : ref below) += WeightOf(_order[end]);
            }

            // A NaN equals nothing: it is stepped over, the loss tells of it.
            end = Math.Max(end, start + 1);
            pairs += above * (negatives + (0.5 * below));
            negatives += below;
            positives += above;
            start = end;
        }

        return positives > 0 && negatives > 0 ? pairs / positives / negatives : 0.5;
    }
}
