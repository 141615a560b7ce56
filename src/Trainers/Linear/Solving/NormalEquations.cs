using MLNetTuning.Trainers.Linear.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>The normal equations of least squares on centred columns, and their solution by Cholesky factorisation.</summary>
internal sealed class NormalEquations(TrainingData data, ColumnMoments moments, double meanLabel)
{
    // A pivot that has lost this share of its digits belongs to a column that the columns before explain.
    private const double SmallestPivot = 1e-10;
    private const int CheckRows = 512;

    private readonly int _columns = data.Features.Columns;
    private double[] _matrix = [];
    private double[] _right = [];

    public double MeanLabel => meanLabel;

    /// <summary>Sums the lower triangle and the right side over all rows.</summary>
    public void Accumulate(int threads, CancellationToken cancellation)
    {
        var parts = Math.Max(1, Math.Min(threads, (data.Rows + CheckRows - 1) / CheckRows));
        var sums = new double[parts][];
        Work.For(parts, parts, p => sums[p] = SumPart((int)((long)data.Rows * p / parts), (int)((long)data.Rows * (p + 1) / parts), cancellation));
        for (var p = 1; p < parts; p++)
        {
            VectorKernel.AddScaled(sums[0], 1, sums[p]);
        }

        _matrix = sums[0][..(_columns * _columns)];
        _right = sums[0][(_columns * _columns)..];
    }

    /// <summary>The weights for an L2 penalty.</summary>
    public double[] Solve(double l2)
    {
        var n = _columns;
        var lower = (double[])_matrix.Clone();
        var isDropped = new bool[n];
        for (var i = 0; i < n; i++)
        {
            var row = lower.AsSpan(i * n, n);
            var diagonal = row[i] + l2;
            for (var j = 0; j < i; j++)
            {
                var left = row[j] - VectorKernel.Dot(row[..j], lower.AsSpan(j * n, j));
                row[j] = isDropped[j] ? 0 : left / lower[(j * n) + j];
            }

            var pivot = diagonal - VectorKernel.Dot(row[..i], row[..i]);
            isDropped[i] = !(pivot > SmallestPivot * diagonal);
            row[i] = isDropped[i] ? 1 : Math.Sqrt(pivot);
        }

        return Substitute(lower, isDropped);
    }

    private double[] Substitute(double[] lower, bool[] isDropped)
    {
        var n = _columns;
        var solution = (double[])_right.Clone();
        for (var i = 0; i < n; i++)
        {
            var value = solution[i] - VectorKernel.Dot(lower.AsSpan(i * n, i), solution.AsSpan(0, i));
            solution[i] = isDropped[i] ? 0 : value / lower[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            solution[i] = isDropped[i] ? 0 : solution[i] / lower[(i * n) + i];
            VectorKernel.AddScaled(solution.AsSpan(0, i), -solution[i], lower.AsSpan(i * n, i));
        }

        return solution;
    }

    private double[] SumPart(int first, int end, CancellationToken cancellation)
    {
        var n = _columns;
        var sums = new double[(n * n) + n];
        var centred = new double[n];
        for (var i = first; i < end; i++)
        {
            if ((i - first) % CheckRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var row = data.Features.Row(i);
            for (var j = 0; j < n; j++)
            {
                centred[j] = row[j] - moments.Means[j];
            }

            double weight = data.Weights is null ? 1 : data.Weights[i];
            for (var j = 0; j < n; j++)
            {
                VectorKernel.AddScaled(sums.AsSpan(j * n, j + 1), weight * centred[j], centred.AsSpan(0, j + 1));
            }

            VectorKernel.AddScaled(sums.AsSpan(n * n, n), weight * (data.Labels[i] - meanLabel), centred);
        }

        return sums;
    }
}
