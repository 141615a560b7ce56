using System.Numerics;
using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Linear.Kernels;

/// <summary>Weighted sums of the rows of a dense block, four rows at a time: each load of a weight or a sum then serves four.</summary>
/// <remarks>Compiled at once and for good: a fit is half over before the runtime would notice that these are hot.</remarks>
internal static unsafe class RowKernel
{
    private const int Rows = 4;

    /// <summary>score = row . weights + offset for each row.</summary>
    /// <param name="features">The rows, one after the other.</param>
    /// <param name="weights">One weight per column, 1 or more.</param>
    /// <param name="offset">Added to each score.</param>
    /// <param name="scores">Receives a score per row, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance of scores.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(ReadOnlySpan<float> features, ReadOnlySpan<float> weights, float offset, Span<float> scores, int stride)
    {
        var columns = weights.Length;
        var rows = columns == 0 ? 0 : features.Length / columns;
        if (columns == 0)
        {
            for (var i = 0; i < scores.Length; i += stride)
            {
                scores[i] = offset;
            }
        }

        var row = 0;
        fixed (float* start = features, weight = weights)
        {
            for (; row <= rows - Rows; row += Rows)
            {
                var x = start + ((nint)row * columns);
                Vector<float> a = default, b = default, c = default, d = default;
                var j = 0;
                for (; j <= columns - Vector<float>.Count; j += Vector<float>.Count)
                {
                    var w = Vector.Load(weight + j);
                    a = Vector.MultiplyAddEstimate(w, Vector.Load(x + j), a);
                    b = Vector.MultiplyAddEstimate(w, Vector.Load(x + columns + j), b);
                    c = Vector.MultiplyAddEstimate(w, Vector.Load(x + (2 * columns) + j), c);
                    d = Vector.MultiplyAddEstimate(w, Vector.Load(x + (3 * columns) + j), d);
                }

                var (first, second, third, fourth) = (Vector.Sum(a), Vector.Sum(b), Vector.Sum(c), Vector.Sum(d));
                for (; j < columns; j++)
                {
                    first += weight[j] * x[j];
                    second += weight[j] * x[columns + j];
                    third += weight[j] * x[(2 * columns) + j];
                    fourth += weight[j] * x[(3 * columns) + j];
                }

                scores[row * stride] = first + offset;
                scores[(row + 1) * stride] = second + offset;
                scores[(row + 2) * stride] = third + offset;
                scores[(row + 3) * stride] = fourth + offset;
            }
        }

        for (; row < rows; row++)
        {
            scores[row * stride] = VectorKernel.Dot(weights, features.Slice(row * columns, columns)) + offset;
        }
    }

    /// <summary>sums += factor x row over all rows.</summary>
    /// <param name="features">The rows, one after the other.</param>
    /// <param name="factors">A factor per row, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance of factors.</param>
    /// <param name="sums">One sum per column, 1 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(ReadOnlySpan<float> features, ReadOnlySpan<float> factors, int stride, Span<float> sums)
    {
        var columns = sums.Length;
        var rows = features.Length / columns;
        var row = 0;
        fixed (float* start = features, sum = sums)
        {
            for (; row <= rows - Rows; row += Rows)
            {
                var x = start + ((nint)row * columns);
                var (a, b, c, d) = (factors[row * stride], factors[(row + 1) * stride], factors[(row + 2) * stride], factors[(row + 3) * stride]);
                var (va, vb, vc, vd) = (new Vector<float>(a), new Vector<float>(b), new Vector<float>(c), new Vector<float>(d));
                var j = 0;
                for (; j <= columns - Vector<float>.Count; j += Vector<float>.Count)
                {
                    var first = Vector.MultiplyAddEstimate(va, Vector.Load(x + j), Vector.Load(sum + j));
                    var second = vb * Vector.Load(x + columns + j);
                    first = Vector.MultiplyAddEstimate(vc, Vector.Load(x + (2 * columns) + j), first);
                    second = Vector.MultiplyAddEstimate(vd, Vector.Load(x + (3 * columns) + j), second);
                    (first + second).Store(sum + j);
                }

                for (; j < columns; j++)
                {
                    sum[j] += (a * x[j]) + (b * x[columns + j]) + (c * x[(2 * columns) + j]) + (d * x[(3 * columns) + j]);
                }
            }
        }

        for (; row < rows; row++)
        {
            VectorKernel.AddScaled(sums, factors[row * stride], features.Slice(row * columns, columns));
        }
    }
}
