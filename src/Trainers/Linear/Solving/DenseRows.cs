using MLNetTuning.Trainers.Linear.Kernels;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>Rows of a dense matrix.</summary>
internal sealed class DenseRows(TrainingData data) : LinearRows(data.Features.Columns, data.Labels, data.Weights)
{
    private readonly FloatMatrix _features = data.Features;

    public override void Score(int first, ReadOnlySpan<float> weights, ReadOnlySpan<float> offsets, Span<float> scores)
    {
        var rows = scores.Length / offsets.Length;
        var features = _features.Values.AsSpan(first * Columns, rows * Columns);
        for (var k = 0; k < offsets.Length; k++)
        {
            RowKernel.Score(features, weights.Slice(k * Columns, Columns), offsets[k], scores[k..], offsets.Length);
        }
    }

    // Floats are added up within one run of rows only; runs are added in doubles, so nothing is lost over many rows.
    public override void Accumulate(int first, ReadOnlySpan<float> derivatives, float[] partial, Span<double> sums)
    {
        var outputs = Columns == 0 ? 0 : partial.Length / Columns;
        var rows = outputs == 0 ? 0 : derivatives.Length / outputs;
        Array.Clear(partial);
        var features = _features.Values.AsSpan(first * Columns, rows * Columns);
        for (var k = 0; k < outputs; k++)
        {
            RowKernel.Accumulate(features, derivatives[k..], outputs, partial.AsSpan(k * Columns, Columns));
        }

        for (var i = 0; i < partial.Length; i++)
        {
            sums[i] += partial[i];
        }
    }

    public override void AddMoments(int first, int count, ReadOnlySpan<float> shift, double[] sums, double[] squares)
    {
        for (var i = first; i < first + count; i++)
        {
            VectorKernel.AddMoments(_features.Row(i), shift, Weight(i), sums, squares);
        }
    }

    /// <summary>One row, shared.</summary>
    public ReadOnlySpan<float> Row(int index) => _features.Row(index);

    public override float[] Shift() => _features.Row(0).ToArray();

    public override float Dot(int row, ReadOnlySpan<float> weights) => VectorKernel.Dot(weights, _features.Row(row));

    public override void Add(int row, float factor, Span<float> sums, Span<float> weights, float threshold)
    {
        VectorKernel.AddScaled(sums, factor, _features.Row(row));
        for (var j = 0; j < weights.Length && threshold > 0; j++)
        {
            weights[j] = Shrink(sums[j], threshold);
        }
    }

    public override float Square(int row) => VectorKernel.Dot(_features.Row(row), _features.Row(row));

    public override void CheckFeatures()
    {
        if (VectorKernel.AllFinite(_features.Values.AsSpan(0, Count * Columns)))
        {
            return;
        }

        var index = Array.FindIndex(_features.Values, v => !float.IsFinite(v));
        throw NotFinite(index / Columns, index % Columns, _features.Values[index]);
    }
}
