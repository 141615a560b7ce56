using MLNetTuning.Trainers.Linear.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>Weighted sums of products of centred columns of dense rows, the label being one more column.</summary>
internal sealed class CentredGram(DenseRows rows, double[] means, double meanLabel)
{
    private const int Block = 64;

    /// <summary>Columns and the label, padded; the length of a row of the result.</summary>
    public int Stride { get; } = (rows.Columns + GramKernel.Padding) / GramKernel.Padding * GramKernel.Padding;

    /// <summary>The lower triangle over every <paramref name="step"/>-th row.</summary>
    public double[] Sum(int step, int threads, CancellationToken cancellation)
    {
        var count = (rows.Count + step - 1) / step;
        var parts = Math.Max(1, Math.Min(threads, count / Block));
        var sums = new double[parts][];
        Work.For(parts, parts, p => sums[p] = SumPart((int)((long)count * p / parts), (int)((long)count * (p + 1) / parts), step, cancellation));
        for (var p = 1; p < parts; p++)
        {
            VectorKernel.AddScaled(sums[0], 1, sums[p]);
        }

        return sums[0];
    }

    private double[] SumPart(int first, int end, int step, CancellationToken cancellation)
    {
        var sums = new double[Stride * Stride];
        var centred = new double[Block * Stride];
        var weighted = rows.Weights is null ? centred : new double[Block * Stride];
        for (var start = first; start < end; start += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(Block, end - start);
            for (var i = 0; i < count; i++)
            {
                Centre((start + i) * step, centred.AsSpan(i * Stride, Stride), weighted.AsSpan(i * Stride, Stride));
            }

            GramKernel.Add(weighted.AsSpan(0, count * Stride), centred.AsSpan(0, count * Stride), Stride, sums);
        }

        return sums;
    }

    private void Centre(int row, Span<double> centred, Span<double> weighted)
    {
        var values = rows.Row(row);
        for (var j = 0; j < values.Length; j++)
        {
            centred[j] = values[j] - means[j];
        }

        centred[values.Length] = rows.Labels[row] - meanLabel;
        if (rows.Weights is not null)
        {
            for (var j = 0; j <= values.Length; j++)
            {
                weighted[j] = rows.Weights[row] * centred[j];
            }
        }
    }
}
