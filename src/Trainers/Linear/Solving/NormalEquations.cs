using MLNetTuning.Trainers.Linear.Kernels;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>The solution of the normal equations of least squares on centred columns by Cholesky factorisation.</summary>
internal static class NormalEquations
{
    // A pivot that has lost this share of its digits belongs to a column that the columns before explain.
    private const double SmallestPivot = 1e-10;

    /// <summary>The weights for an L2 penalty.</summary>
    /// <param name="gram">The lower triangle of products of columns, the label last.</param>
    /// <param name="stride">The length of its rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="l2">The penalty.</param>
    /// <param name="cancellation">Stops between columns.</param>
    public static double[] Solve(double[] gram, int stride, int columns, double l2, CancellationToken cancellation = default)
    {
        var right = gram.AsSpan(columns * stride, columns).ToArray();
        var isDropped = new bool[columns];
        for (var i = 0; i < columns; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = gram.AsSpan(i * stride, columns);
            var diagonal = row[i] + l2;
            for (var j = 0; j < i; j++)
            {
                var left = row[j] - VectorKernel.Dot(row[..j], gram.AsSpan(j * stride, j));
                row[j] = isDropped[j] ? 0 : left / gram[(j * stride) + j];
            }

            var pivot = diagonal - VectorKernel.Dot(row[..i], row[..i]);
            isDropped[i] = !(pivot > SmallestPivot * diagonal);
            row[i] = isDropped[i] ? 1 : Math.Sqrt(pivot);
        }

        return Substitute(gram, stride, isDropped, right);
    }

    private static double[] Substitute(double[] lower, int stride, bool[] isDropped, double[] solution)
    {
        for (var i = 0; i < solution.Length; i++)
        {
            var value = solution[i] - VectorKernel.Dot(lower.AsSpan(i * stride, i), solution.AsSpan(0, i));
            solution[i] = isDropped[i] ? 0 : value / lower[(i * stride) + i];
        }

        for (var i = solution.Length - 1; i >= 0; i--)
        {
            solution[i] = isDropped[i] ? 0 : solution[i] / lower[(i * stride) + i];
            VectorKernel.AddScaled(solution.AsSpan(0, i), -solution[i], lower.AsSpan(i * stride, i));
        }

        return solution;
    }
}
