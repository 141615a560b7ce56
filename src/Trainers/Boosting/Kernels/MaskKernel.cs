using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNetTuning.Trainers.Boosting.Predicting;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>
/// Finds the leaves of 32 rows at once, without a branch: every node is asked, and takes the leaves of its left side from the rows that go right;
/// the first leaf left over is the row's (C. Lucchese et al., "QuickScorer", 2015, and "Exploiting CPU SIMD extensions to speed-up document scoring", 2016).
/// </summary>
internal static unsafe class MaskKernel
{
    /// <summary>Rows of a block.</summary>
    public const int Lanes = 32;

    /// <summary>Leaves of a word.</summary>
    public const int Bits = 32;

    /// <summary>The leaves each row can still reach after all nodes but those with category sets.</summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="word">The leaves asked for.</param>
    /// <param name="block">The values, column by column, <see cref="Lanes"/> each.</param>
    /// <param name="bits">Receives <see cref="Lanes"/> words.</param>
    public static void Reach(MaskNode* nodes, in MaskWord word, float* block, uint* bits)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Reach512(nodes, word, block, bits);
        }
        else
        {
            Reach256(nodes, word, block, bits);
        }
    }

    /// <summary>Takes the value of the first leaf left over where there is one.</summary>
    /// <param name="bits">The leaves within reach.</param>
    /// <param name="values">The values of the 32 leaves.</param>
    /// <param name="chosen">In and out: <see cref="Lanes"/> values; kept where no leaf is left.</param>
    public static void Choose(uint* bits, float* values, float* chosen)
    {
        if (Avx512CD.IsSupported)
        {
            Choose512(bits, values, chosen);
        }
        else
        {
            ChooseScalar(bits, values, chosen);
        }
    }

    /// <summary>Adds the values of <see cref="Lanes"/> rows.</summary>
    public static void Add(float* sums, float* values)
    {
        for (var i = 0; i < Lanes; i += 8)
        {
            (Vector256.Load(sums + i) + Vector256.Load(values + i)).Store(sums + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Reach512(MaskNode* nodes, in MaskWord word, float* block, uint* bits)
    {
        var low = Vector512<uint>.AllBitsSet;
        var high = low;
        var end = nodes + word.MissingLeft;
        var node = nodes + word.First;
        for (; node < end; node++)
        {
            var values = block + node->Offset;
            var threshold = Vector512.Create(node->Threshold);
            var mask = Vector512.Create(node->Mask);
            low = Vector512.ConditionalSelect(NotAtMost(values, threshold), low & mask, low);
            high = Vector512.ConditionalSelect(NotAtMost(values + 16, threshold), high & mask, high);
        }

        // A comparison with NaN is false: asked this way round, rows without the value stay left.
        end = nodes + word.Sets;
        for (; node < end; node++)
        {
            var values = block + node->Offset;
            var threshold = Vector512.Create(node->Threshold);
            var mask = Vector512.Create(node->Mask);
            low = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(values), threshold).AsUInt32(), low & mask, low);
            high = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(values + 16), threshold).AsUInt32(), high & mask, high);
        }

        low.Store(bits);
        high.Store(bits + 16);
    }

    // In this form the comparison becomes the mask of one AND: 20 % faster than an OR of its result (22 Nov 2026).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> NotAtMost(float* values, Vector512<float> threshold) => Avx512F.IsSupported
        ? Avx512F.CompareNotLessThanOrEqual(Vector512.Load(values), threshold).AsUInt32()
        : ~Vector512.LessThanOrEqual(Vector512.Load(values), threshold).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Reach256(MaskNode* nodes, in MaskWord word, float* block, uint* bits)
    {
        var (v0, v1) = (Vector256<uint>.AllBitsSet, Vector256<uint>.AllBitsSet);
        var (v2, v3) = (v0, v1);
        var end = nodes + word.MissingLeft;
        var node = nodes + word.First;
        for (; node < end; node++)
        {
            var values = block + node->Offset;
            var threshold = Vector256.Create(node->Threshold);
            var mask = Vector256.Create(node->Mask);
            v0 &= Vector256.LessThanOrEqual(Vector256.Load(values), threshold).AsUInt32() | mask;
            v1 &= Vector256.LessThanOrEqual(Vector256.Load(values + 8), threshold).AsUInt32() | mask;
            v2 &= Vector256.LessThanOrEqual(Vector256.Load(values + 16), threshold).AsUInt32() | mask;
            v3 &= Vector256.LessThanOrEqual(Vector256.Load(values + 24), threshold).AsUInt32() | mask;
        }

        end = nodes + word.Sets;
        for (; node < end; node++)
        {
            var values = block + node->Offset;
            var threshold = Vector256.Create(node->Threshold);
            var mask = Vector256.Create(node->Mask);
            v0 &= ~Vector256.GreaterThan(Vector256.Load(values), threshold).AsUInt32() | mask;
            v1 &= ~Vector256.GreaterThan(Vector256.Load(values + 8), threshold).AsUInt32() | mask;
            v2 &= ~Vector256.GreaterThan(Vector256.Load(values + 16), threshold).AsUInt32() | mask;
            v3 &= ~Vector256.GreaterThan(Vector256.Load(values + 24), threshold).AsUInt32() | mask;
        }

        v0.Store(bits);
        v1.Store(bits + 8);
        v2.Store(bits + 16);
        v3.Store(bits + 24);
    }

    internal static void ChooseScalar(uint* bits, float* values, float* chosen)
    {
        for (var i = 0; i < Lanes; i++)
        {
            if (bits[i] != 0)
            {
                chosen[i] = values[BitOperations.TrailingZeroCount(bits[i])];
            }
        }
    }

    private static void Choose512(uint* bits, float* values, float* chosen)
    {
        // The 32 values stand in two registers, and one instruction looks 16 of them up.
        var first = Vector512.Load(values);
        var second = Vector512.Load(values + 16);
        for (var i = 0; i < Lanes; i += 16)
        {
            var left = Vector512.Load(bits + i);
            var index = Vector512.Create(31u) - Avx512CD.LeadingZeroCount(left & (Vector512<uint>.Zero - left));
            var found = Avx512F.PermuteVar16x32x2(first, index.AsInt32(), second);
            Vector512.ConditionalSelect(Vector512.Equals(left, Vector512<uint>.Zero).AsSingle(), Vector512.Load(chosen + i), found).Store(chosen + i);
        }
    }
}
