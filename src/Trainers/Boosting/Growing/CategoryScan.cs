using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Kernels;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>
/// Finds the best set of categories to part from the others: in the order of their mean gradients the best set is a run from either end
/// (W. Fisher, "On grouping for maximum homogeneity", 1958); smoothing keeps rare categories from the ends.
/// </summary>
internal sealed unsafe class CategoryScan(CategoryOptions options)
{
    private readonly int[] _bins = new int[256];
    private readonly double[] _keys = new double[256];

    /// <summary>The best set of one column that beats a score, or <see cref="Split.None"/>. The set goes left; all else, also what is missing or unknown, goes right.</summary>
    /// <param name="column">How the column is binned.</param>
    /// <param name="feature">Its number among the columns that can be split.</param>
    /// <param name="histogram">Its histogram in the node.</param>
    /// <param name="terms">What a cut is worth.</param>
    /// <param name="parentScore">The score of the node.</param>
    /// <param name="toBeat">What a set must be worth; receives the best score.</param>
    public Split Find(FeatureBins column, int feature, long* histogram, in SplitTerms terms, double parentScore, ref double toBeat)
    {
        var count = Order(column, histogram, terms);
        var best = Split.None;
        foreach (var step in stackalloc int[] { 1, -1 })
        {
            var set = default(BinSet);
            var left = default(NodeSums);
            var most = Math.Min(options.MaxInSet, count);
            for (var taken = 0; taken < most; taken++)
            {
                var bin = _bins[step > 0 ? taken : count - 1 - taken];
                set = set.With(bin);
                left = new NodeSums(left.Gradient + histogram[2 * bin], left.Packed + histogram[(2 * bin) + 1]);
                if (Score(terms, left) is { } score && score > toBeat)
                {
                    toBeat = score;
                    best = new Split(score - parentScore, feature, 0, false, left) { Set = set };
                }
            }
        }

        return best;
    }

    private int Order(FeatureBins column, long* histogram, in SplitTerms terms)
    {
        var count = 0;
        for (var bin = 0; bin < column.NumberBins; bin++)
        {
            var packed = histogram[(2 * bin) + 1];
            if ((packed & terms.CountMask) >= options.MinRows)
            {
                var hessian = (packed >> terms.CountBits) * terms.HessianUnit;
                _keys[count] = histogram[2 * bin] * terms.GradientUnit / (hessian + options.Smoothing);
                _bins[count++] = bin;
            }
        }

        Array.Sort(_keys, _bins, 0, count);
        return count;
    }

    // Null when the set leaves too little on a side.
    private double? Score(in SplitTerms terms, NodeSums left)
    {
        var rows = left.Packed & terms.CountMask;
        var hessianLeft = (left.Packed >> terms.CountBits) * terms.HessianUnit;
        var hessianRight = ((terms.Packed - left.Packed) >> terms.CountBits) * terms.HessianUnit;
        var l2 = terms.L2 + options.L2;
        if (rows < terms.MinRows || (terms.Packed & terms.CountMask) - rows < terms.MinRows
            || hessianLeft < terms.MinHessian || hessianRight < terms.MinHessian || hessianLeft + l2 <= 0 || hessianRight + l2 <= 0)
        {
            return null;
        }

        var gradientLeft = left.Gradient * terms.GradientUnit;
        var gradientRight = (terms.Gradient - left.Gradient) * terms.GradientUnit;
        return BoundedCuts.Score(gradientLeft, hessianLeft, Value(terms, gradientLeft, hessianLeft, l2), terms.L1, l2)
            + BoundedCuts.Score(gradientRight, hessianRight, Value(terms, gradientRight, hessianRight, l2), terms.L1, l2);
    }

    private static double Value(in SplitTerms terms, double gradient, double hessian, double l2)
        => BoundedCuts.Value(terms with { L2 = l2 }, gradient, hessian);
}
