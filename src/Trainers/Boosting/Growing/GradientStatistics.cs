using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>What the scales of whole-number derivatives are made from.</summary>
internal readonly record struct GradientStatistics(double LargestGradient, double LargestHessian, double SumOfHessians)
{
    /// <summary>Reads the statistics of interleaved derivatives; NaN and infinity stay visible in them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static GradientStatistics Of(ReadOnlySpan<float> pairs)
    {
        var largest = Vector256<float>.Zero;
        var sums = Vector256<float>.Zero;
        var i = 0;
        for (; i <= pairs.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var four = Vector256.Create(pairs[i..]);
            largest = Vector256.Max(largest, Vector256.Abs(four));
            sums += four;
        }

        float gradient = 0, hessian = 0;
        double sum = 0;
        for (var lane = 0; lane < Vector256<float>.Count; lane += 2)
        {
            gradient = MathF.Max(gradient, largest[lane]);
            hessian = MathF.Max(hessian, largest[lane + 1]);
            sum += sums[lane + 1];
        }

        for (; i < pairs.Length; i += 2)
        {
            gradient = MathF.Max(gradient, MathF.Abs(pairs[i]));
            hessian = MathF.Max(hessian, pairs[i + 1]);
            sum += pairs[i + 1];
        }

        return new GradientStatistics(gradient, hessian, sum);
    }
}
