using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>The derivatives of the logistic loss, p - y and p (1 - p), of many rows.</summary>
internal static class LogisticKernel
{
    /// <summary>Writes gradient and hessian of each row side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Derivatives(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, Span<float> pairs)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            for (; i <= scores.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                var p = Probability(Vector256.Create(scores[i..]));
                var gradient = p - Vector256.Create(labels[i..]);
                var hessian = p * (Vector256<float>.One - p);

                // Interleaving works within halves; the second step puts the halves in order.
                var low = Avx.UnpackLow(gradient, hessian);
                var high = Avx.UnpackHigh(gradient, hessian);
                Avx.Permute2x128(low, high, 0x20).CopyTo(pairs[(2 * i)..]);
                Avx.Permute2x128(low, high, 0x31).CopyTo(pairs[((2 * i) + Vector256<float>.Count)..]);
            }
        }

        for (; i < scores.Length; i++)
        {
            var p = Probability(Vector256.CreateScalar(scores[i])).ToScalar();
            pairs[2 * i] = p - labels[i];
            pairs[(2 * i) + 1] = p * (1 - p);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Probability(Vector256<float> scores)
        => Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-scores));
}
