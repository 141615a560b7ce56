using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Walks the bins of one column of one node and keeps the best cut.</summary>
internal unsafe ref struct FeatureScan
{
    private readonly long* _bins;
    private readonly int _feature;
    private readonly int _numberBins;
    private readonly NodeSums _sums;
    private readonly NodeSums _missing;
    private double _bestScore;
    private int _bestBin;
    private bool _bestMissingLeft;
    private NodeSums _bestLeft;

    public FeatureScan(FeatureBins column, int feature, long* bins, NodeSums sums, double scoreToBeat)
    {
        _bins = bins;
        _feature = feature;
        _numberBins = column.NumberBins;
        _sums = sums;
        _missing = column.HasMissing ? new NodeSums(bins[2 * column.MissingBin], bins[(2 * column.MissingBin) + 1]) : default;
        _bestScore = scoreToBeat;
        _bestBin = -1;
    }

    /// <summary>Tries every threshold, with missing values on either side when there are any.</summary>
    public void TryAll(in SplitRules rules)
    {
        // Rows without the value stay on the right unless added to the left first.
        if (_missing.Packed == 0)
        {
            Walk(rules, default, _numberBins - 1, missingLeft: false);
        }
        else
        {
            Walk(rules, default, _numberBins, missingLeft: false);
            Walk(rules, _missing, _numberBins - 1, missingLeft: true);
        }
    }

    /// <summary>Tries one threshold drawn between the lowest and the highest bin that has rows (Geurts, Ernst and Wehenkel 2006).</summary>
    public void TryOneAtRandom(in SplitRules rules, ref HashRandom random)
    {
        int low = 0, high = _numberBins - 1;
        while (low < high && _bins[(2 * low) + 1] == 0)
        {
            low++;
        }

        while (high > low && _bins[(2 * high) + 1] == 0)
        {
            high--;
        }

        // Drawn even when there is nothing to choose, so that one column's rows never shift another's draws.
        var draw = random.NextDouble();
        var missingLeft = random.NextDouble() < 0.5;
        if (low == high)
        {
            if (_missing.Packed != 0)
            {
                Walk(rules, default, _numberBins, missingLeft: false, from: _numberBins - 1);
            }

            return;
        }

        var bin = low + (int)(draw * (high - low));
        var onLeft = missingLeft ? _missing : default;
        Walk(rules, onLeft, bin + 1, missingLeft, from: bin);
    }

    /// <summary>What was found.</summary>
    public readonly Split Best(double parentScore, in SplitRules rules)
    {
        if (_bestBin < 0)
        {
            return Split.None;
        }

        var missingLeft = _bestMissingLeft;
        if (_missing.Packed == 0)
        {
            // No row of this node says where missing values belong; they follow the larger part.
            var left = rules.Count(_bestLeft);
            missingLeft = left > rules.Count(_sums) - left;
        }

        return new Split(_bestScore - parentScore, _feature, _bestBin, missingLeft, _bestLeft);
    }

    private void Walk(in SplitRules rules, NodeSums left, int end, bool missingLeft, int from = 0)
    {
        var (gradient, packed) = (left.Gradient, left.Packed);
        var bins = _bins;
        var shift = rules.CountBits;
        var mask = rules.CountMask;
        var total = _sums.Packed & mask;
        for (var bin = 0; bin < end; bin++)
        {
            var added = bins[(2 * bin) + 1];
            if (added == 0)
            {
                if (bin != from || from == 0)
                {
                    continue;
                }
            }

            gradient += bins[2 * bin];
            packed += added;
            var count = packed & mask;
            if (count < rules.MinRows || bin < from)
            {
                continue;
            }

            if (total - count < rules.MinRows)
            {
                break;
            }

            var hessianLeft = (packed >> shift) * rules.HessianUnit;
            var hessianRight = ((_sums.Packed - packed) >> shift) * rules.HessianUnit;
            if (hessianLeft < rules.MinHessian || hessianRight < rules.MinHessian)
            {
                continue;
            }

            var score = rules.Score(gradient * rules.GradientUnit, hessianLeft)
                + rules.Score((_sums.Gradient - gradient) * rules.GradientUnit, hessianRight);
            if (score > _bestScore)
            {
                _bestScore = score;
                _bestBin = bin;
                _bestMissingLeft = missingLeft;
                _bestLeft = new NodeSums(gradient, packed);
            }
        }
    }
}
