using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Finds the best cut of a node from its histogram.</summary>
internal sealed unsafe class SplitFinder
{
    // Gains below this share of the parent's score are rounding, not knowledge.
    private const double Rounding = 1e-12;

    private readonly BinnedMatrix _matrix;
    private readonly GrowOptions _options;
    private readonly int[] _nodeFeatures;
    private readonly CategoryScan _categories;
    private readonly long[] _buffer = GC.AllocateArray<long>(2 * SplitKernel.Capacity, pinned: true);

    public SplitFinder(BinnedMatrix matrix, GrowOptions options)
    {
        _matrix = matrix;
        _options = options;
        _categories = new CategoryScan(options.Categories);
        _nodeFeatures = new int[matrix.Columns];
    }

    /// <summary>The best split of a node, or <see cref="Split.None"/>.</summary>
    /// <param name="histogram">The node's histogram.</param>
    /// <param name="leaf">The node.</param>
    /// <param name="features">The columns the tree may use, rising.</param>
    /// <param name="rules">What a split is worth.</param>
    /// <param name="nodeSeed">Names the node's random choices.</param>
    public Split Find(long[] histogram, in LeafState leaf, ReadOnlySpan<int> features, in SplitRules rules, ulong nodeSeed)
    {
        var best = Split.None;
        var random = new HashRandom(nodeSeed, 0x5F);
        if (_options.ColumnSamplingByNode < 1)
        {
            features.CopyTo(_nodeFeatures);
            var taken = Math.Max(1, (int)Math.Round(features.Length * _options.ColumnSamplingByNode));
            random.Choose(_nodeFeatures.AsSpan(0, features.Length), Math.Min(taken, features.Length));
            features = _nodeFeatures.AsSpan(0, Math.Min(taken, features.Length));
        }

        var parent = rules.Score(leaf.Sums, leaf.Bounds);
        var toBeat = parent + rules.MinGain + (parent * Rounding);
        var terms = rules.Terms(leaf.Sums, leaf.Bounds);
        fixed (long* bins = histogram, buffer = _buffer)
        {
            foreach (var feature in features)
            {
                if (_options.Monotone is not null)
                {
                    terms = terms with { Direction = _options.Monotone[_matrix.Features[feature].Column] };
                }

                if (_matrix.Features[feature].Categories is not null)
                {
                    var start = bins + (2 * (nint)_matrix.Offsets[feature]);
                    var set = _categories.Find(_matrix.Features[feature], feature, start, terms, parent, ref toBeat);
                    best = set.Exists ? set : best;
                    continue;
                }

                var scan = new FeatureScan(_matrix.Features[feature], bins + (2 * (nint)_matrix.Offsets[feature]), buffer, toBeat);
                if (_options.ExtraTrees)
                {
                    scan.TryOneAtRandom(terms, ref random);
                }
                else
                {
                    scan.TryAll(terms);
                }

                var found = scan.Best(feature, parent, terms);
                if (found.Exists)
                {
                    best = found;
                    toBeat = scan.BestScore;
                }
            }
        }

        return best;
    }
}
