using MLNetTuning.Trainers.Linear.Kernels;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>Rows of a sparse matrix. Nothing is expanded: what centring does to zeros is left to the solver's means.</summary>
internal sealed class SparseRows(TrainingData data, SparseMatrix features) : LinearRows(data.Columns, data.Labels, data.Weights)
{
    private readonly SparseMatrix _features = features;

    public override void Score(int first, ReadOnlySpan<float> weights, ReadOnlySpan<float> offsets, Span<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            var output = i % offsets.Length;
            scores[i] = Dot(first + (i / offsets.Length), weights.Slice(output * Columns, Columns)) + offsets[output];
        }
    }

    public override void Accumulate(int first, ReadOnlySpan<float> derivatives, float[] partial, Span<double> sums)
    {
        var outputs = Columns == 0 ? 0 : partial.Length / Columns;
        for (var i = 0; i < derivatives.Length && outputs > 0; i++)
        {
            var own = sums.Slice(i % outputs * Columns, Columns);
            var row = first + (i / outputs);
            var indexes = _features.RowIndexes(row);
            var values = _features.RowValues(row);
            var derivative = derivatives[i];
            for (var n = 0; n < indexes.Length; n++)
            {
                own[indexes[n]] += derivative * values[n];
            }
        }
    }

    public override void AddMoments(int first, int count, ReadOnlySpan<float> shift, double[] sums, double[] squares)
    {
        for (var i = first; i < first + count; i++)
        {
            var indexes = _features.RowIndexes(i);
            var values = _features.RowValues(i);
            double weight = Weight(i);
            for (var n = 0; n < indexes.Length; n++)
            {
                sums[indexes[n]] += weight * values[n];
                squares[indexes[n]] += weight * values[n] * values[n];
            }
        }
    }

    // Zeros must stay zeros.
    public override float[] Shift() => new float[Columns];

    public override float Dot(int row, ReadOnlySpan<float> weights)
    {
        var indexes = _features.RowIndexes(row);
        var values = _features.RowValues(row);
        float sum = 0;
        for (var n = 0; n < indexes.Length; n++)
        {
            sum += weights[indexes[n]] * values[n];
        }

        return sum;
    }

    public override void Add(int row, float factor, Span<float> sums, Span<float> weights, float threshold)
    {
        var indexes = _features.RowIndexes(row);
        var values = _features.RowValues(row);
        for (var n = 0; n < indexes.Length; n++)
        {
            var index = indexes[n];
            sums[index] += factor * values[n];
            if (threshold > 0)
            {
                weights[index] = Shrink(sums[index], threshold);
            }
        }
    }

    public override float Square(int row) => VectorKernel.Dot(_features.RowValues(row), _features.RowValues(row));

    public override void CheckFeatures()
    {
        for (var row = 0; row < Count; row++)
        {
            var values = _features.RowValues(row);
            for (var n = 0; n < values.Length; n++)
            {
                if (!float.IsFinite(values[n]))
                {
                    throw NotFinite(row, _features.RowIndexes(row)[n], values[n]);
                }
            }
        }
    }
}
