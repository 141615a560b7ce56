using MLNetTuning.Trainers.Linear.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>Ridge regression by one unknown a row instead of one a column: X'(XX' + L2)^-1 y on centred columns, rows weighed by the root of their weight.</summary>
internal static class DualEquations
{
    private const int Block = 64;

    /// <summary>The weights of the columns.</summary>
    /// <param name="rows">The rows, fewer than columns.</param>
    /// <param name="means">The columns' weighted means.</param>
    /// <param name="meanLabel">The weighted mean label.</param>
    /// <param name="options">The penalty, above 0, and threads.</param>
    /// <param name="cancellation">Stops between blocks of columns.</param>
    public static double[] Solve(DenseRows rows, double[] means, double meanLabel, LinearOptions options, CancellationToken cancellation)
    {
        var count = rows.Count;
        var stride = (count + GramKernel.Padding) / GramKernel.Padding * GramKernel.Padding;
        var roots = new double[count];
        for (var i = 0; i < count; i++)
        {
            roots[i] = Math.Sqrt(rows.Weight(i));
        }

        var gram = Products(rows, means, roots, stride, options.Threads, cancellation);
        for (var i = 0; i < count; i++)
        {
            gram[(count * stride) + i] = roots[i] * (rows.Labels[i] - meanLabel);
        }

        var factors = NormalEquations.Solve(gram, stride, count, options.L2, cancellation);
        var weights = new double[rows.Columns];
        for (var i = 0; i < count; i++)
        {
            var values = rows.Row(i);
            var factor = factors[i] * roots[i];
            for (var j = 0; j < weights.Length; j++)
            {
                weights[j] += factor * (values[j] - means[j]);
            }
        }

        return weights;
    }

    /// <summary>The lower triangle of products of rows.</summary>
    private static double[] Products(DenseRows rows, double[] means, double[] roots, int stride, int threads, CancellationToken cancellation)
    {
        var blocks = (rows.Columns + Block - 1) / Block;
        var parts = Math.Max(1, Math.Min(threads, blocks));
        var sums = new double[parts][];
        Work.For(parts, parts, part =>
        {
            sums[part] = new double[stride * stride];
            var centred = new double[Block * stride];
            for (var block = part; block < blocks; block += parts)
            {
                cancellation.ThrowIfCancellationRequested();
                var (first, columns) = (block * Block, Math.Min(Block, rows.Columns - (block * Block)));
                for (var i = 0; i < roots.Length; i++)
                {
                    var values = rows.Row(i).Slice(first, columns);
                    for (var j = 0; j < columns; j++)
                    {
                        centred[(j * stride) + i] = roots[i] * (values[j] - means[first + j]);
                    }
                }

                var taken = centred.AsSpan(0, columns * stride);
                GramKernel.Add(taken, taken, stride, sums[part]);
            }
        });
        for (var part = 1; part < parts; part++)
        {
            VectorKernel.AddScaled(sums[0], 1, sums[part]);
        }

        return sums[0];
    }
}
