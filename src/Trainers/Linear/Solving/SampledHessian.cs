using MLNetTuning.Trainers.Linear.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>The Hessian of a loss of one score by centred weights and bias at any point, estimated from evenly spaced rows.</summary>
internal sealed class SampledHessian
{
    private const int Block = 64;
    private const int FewestRows = 4000;

    // Products of all pairs of columns that an estimate may cost.
    private const double MostProducts = 2e8;

    private readonly DenseRows _rows;
    private readonly ICurvedLoss _loss;
    private readonly ColumnMoments _moments;
    private readonly int _step;
    private readonly int _threads;

    public SampledHessian(DenseRows rows, ICurvedLoss loss, ColumnMoments moments, int threads)
    {
        (_rows, _loss, _moments, _threads) = (rows, loss, moments, threads);
        Size = rows.Columns + 1;
        Stride = (Size + GramKernel.Padding - 1) / GramKernel.Padding * GramKernel.Padding;
        _step = (int)Math.Max(1, rows.Count / Math.Max(FewestRows, MostProducts / ((double)Size * Size)));
    }

    /// <summary>Whether some rows stand for all.</summary>
    public bool IsSampled => _step > 1;

    /// <summary>Weights and the bias.</summary>
    public int Size { get; }

    /// <summary>The length of a row of the result.</summary>
    public int Stride { get; }

    /// <summary>The lower triangle at a point, the bias last.</summary>
    public double[] At(ReadOnlySpan<double> point, CancellationToken cancellation)
    {
        var weights = new float[_rows.Columns];
        var offset = point[^1];
        for (var j = 0; j < weights.Length; j++)
        {
            weights[j] = (float)point[j];
            offset -= weights[j] * _moments.Means[j];
        }

        var count = (_rows.Count + _step - 1) / _step;
        var parts = Math.Max(1, Math.Min(_threads, count / Block));
        var sums = new double[parts][];
        Work.For(parts, parts, p => sums[p] = Sum(weights, (float)offset, (int)((long)count * p / parts), (int)((long)count * (p + 1) / parts), cancellation));
        for (var p = 1; p < parts; p++)
        {
            VectorKernel.AddScaled(sums[0], 1, sums[p]);
        }

        for (var i = 0; i < sums[0].Length; i++)
        {
            sums[0][i] *= _step;
        }

        return sums[0];
    }

    private double[] Sum(float[] weights, float offset, int first, int end, CancellationToken cancellation)
    {
        var sums = new double[Stride * Stride];
        var (centred, weighted) = (new double[Block * Stride], new double[Block * Stride]);
        var curves = new float[Block];
        for (var start = first; start < end; start += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(Block, end - start);
            for (var i = 0; i < count; i++)
            {
                curves[i] = _rows.Dot((start + i) * _step, weights) + offset;
            }

            _loss.Curve(curves.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                var row = (start + i) * _step;
                Centre(row, (double)curves[i] * _rows.Weight(row), centred.AsSpan(i * Stride, Size), weighted.AsSpan(i * Stride, Size));
            }

            GramKernel.Add(weighted.AsSpan(0, count * Stride), centred.AsSpan(0, count * Stride), Stride, sums);
        }

        return sums;
    }

    private void Centre(int row, double weight, Span<double> centred, Span<double> weighted)
    {
        var values = _rows.Row(row);
        for (var j = 0; j < values.Length; j++)
        {
            centred[j] = values[j] - _moments.Means[j];
            weighted[j] = weight * centred[j];
        }

        (centred[^1], weighted[^1]) = (1, weight);
    }
}
