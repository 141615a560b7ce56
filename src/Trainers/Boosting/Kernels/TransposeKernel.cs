using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Turns rows into columns.</summary>
internal static unsafe class TransposeKernel
{
    /// <summary>Turns 8 x 8 values; needs AVX.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="sourceStep">Values from row to row.</param>
    /// <param name="target">Receives the first column.</param>
    /// <param name="targetStep">Values from column to column.</param>
    public static void Turn8(float* source, nint sourceStep, float* target, nint targetStep)
    {
        // Pairs of rows, then pairs of pairs, then the halves.
        var (a, b) = (Vector256.Load(source), Vector256.Load(source + sourceStep));
        var (c, d) = (Vector256.Load(source + (2 * sourceStep)), Vector256.Load(source + (3 * sourceStep)));
        var (e, f) = (Vector256.Load(source + (4 * sourceStep)), Vector256.Load(source + (5 * sourceStep)));
        var (g, h) = (Vector256.Load(source + (6 * sourceStep)), Vector256.Load(source + (7 * sourceStep)));
        var (ab0, ab1) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        var (cd0, cd1) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        var (ef0, ef1) = (Avx.UnpackLow(e, f), Avx.UnpackHigh(e, f));
        var (gh0, gh1) = (Avx.UnpackLow(g, h), Avx.UnpackHigh(g, h));
        Join(Avx.Shuffle(ab0, cd0, 0x44), Avx.Shuffle(ef0, gh0, 0x44), target, targetStep);
        Join(Avx.Shuffle(ab0, cd0, 0xEE), Avx.Shuffle(ef0, gh0, 0xEE), target + targetStep, targetStep);
        Join(Avx.Shuffle(ab1, cd1, 0x44), Avx.Shuffle(ef1, gh1, 0x44), target + (2 * targetStep), targetStep);
        Join(Avx.Shuffle(ab1, cd1, 0xEE), Avx.Shuffle(ef1, gh1, 0xEE), target + (3 * targetStep), targetStep);
    }

    private static void Join(Vector256<float> upper, Vector256<float> lower, float* target, nint targetStep)
    {
        Avx.Permute2x128(upper, lower, 0x20).Store(target);
        Avx.Permute2x128(upper, lower, 0x31).Store(target + (4 * targetStep));
    }
}
