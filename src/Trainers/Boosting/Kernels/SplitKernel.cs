using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Scores all cuts of one column at once.</summary>
internal static unsafe class SplitKernel
{
    /// <summary>Longest run of cuts, with room for a last vector.</summary>
    public const int Capacity = 256 + 8;

    /// <summary>Running sums over bins: entry b holds the sums of what goes left when bins up to b do.</summary>
    /// <param name="bins">Gradient and packed sum of each bin.</param>
    /// <param name="count">How many bins.</param>
    /// <param name="gradient">The gradient sum that goes left before the first bin.</param>
    /// <param name="packed">The packed sum that goes left before the first bin.</param>
    /// <param name="gradients">Receives the gradient sums.</param>
    /// <param name="packs">Receives the packed sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(long* bins, int count, long gradient, long packed, long* gradients, long* packs)
    {
        for (var b = 0; b < count; b++)
        {
            gradient += bins[2 * b];
            packed += bins[(2 * b) + 1];
            gradients[b] = gradient;
            packs[b] = packed;
        }
    }

    /// <summary>The best of a run of cuts.</summary>
    /// <param name="terms">What a cut is worth and must leave behind.</param>
    /// <param name="gradients">Gradient sums of the left side; readable up to a whole vector.</param>
    /// <param name="packs">Packed sums of the left side; readable up to a whole vector.</param>
    /// <param name="count">How many cuts.</param>
    /// <param name="best">The score to beat; receives the best score.</param>
    /// <returns>The first cut with the best score, or -1 when none beats it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Best(in SplitTerms terms, long* gradients, long* packs, int count, ref double best)
    {
        var bests = Vector512.Create(best);
        var cuts = Vector512.Create(-1L);
        var places = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7);
        var end = Vector512.Create((long)count);
        for (var b = 0; b < count; b += Vector512<long>.Count)
        {
            var scores = Score(terms, Vector512.Load(gradients + b), Vector512.Load(packs + b), out var allowed);
            allowed &= Vector512.LessThan(places, end) & Vector512.GreaterThan(scores, bests).AsInt64();
            bests = Vector512.ConditionalSelect(allowed.AsDouble(), scores, bests);
            cuts = Vector512.ConditionalSelect(allowed, places, cuts);
            places += Vector512.Create((long)Vector512<long>.Count);
        }

        var first = -1L;
        for (var lane = 0; lane < Vector512<long>.Count; lane++)
        {
            var (score, cut) = (bests[lane], cuts[lane]);
            if (cut >= 0 && (score > best || (score == best && first >= 0 && cut < first)))
            {
                (best, first) = (score, cut);
            }
        }

        return (int)first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Score(in SplitTerms terms, Vector512<long> gradients, Vector512<long> packs, out Vector512<long> allowed)
    {
        var counts = packs & Vector512.Create(terms.CountMask);
        var left = Vector512.ConvertToDouble(gradients) * Vector512.Create(terms.GradientUnit);
        var right = Vector512.ConvertToDouble(Vector512.Create(terms.Gradient) - gradients) * Vector512.Create(terms.GradientUnit);
        var hessianLeft = Vector512.ConvertToDouble(packs >>> terms.CountBits) * Vector512.Create(terms.HessianUnit);
        var hessianRight = Vector512.ConvertToDouble((Vector512.Create(terms.Packed) - packs) >>> terms.CountBits) * Vector512.Create(terms.HessianUnit);
        var least = Vector512.Create(terms.MinHessian);
        allowed = Vector512.GreaterThanOrEqual(counts, Vector512.Create(terms.MinRows))
            & Vector512.LessThanOrEqual(counts, Vector512.Create((terms.Packed & terms.CountMask) - terms.MinRows))
            & (Vector512.GreaterThanOrEqual(hessianLeft, least) & Vector512.GreaterThanOrEqual(hessianRight, least)).AsInt64();
        if (terms.L1 > 0)
        {
            left = Shrink(left, terms.L1);
            right = Shrink(right, terms.L1);
        }

        var divisorLeft = hessianLeft + Vector512.Create(terms.L2);
        var divisorRight = hessianRight + Vector512.Create(terms.L2);
        var divisors = divisorLeft * divisorRight;
        allowed &= Vector512.GreaterThan(divisors, Vector512<double>.Zero).AsInt64();

        // l^2/a + r^2/b over a common divisor: a division takes as long as all else together.
        return ((left * left * divisorRight) + (right * right * divisorLeft)) / divisors;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Shrink(Vector512<double> gradients, double l1)
    {
        var sizes = Vector512.Max(Vector512.Abs(gradients) - Vector512.Create(l1), Vector512<double>.Zero);
        return Vector512.CopySign(sizes, gradients);
    }
}
