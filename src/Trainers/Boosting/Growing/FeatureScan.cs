using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Tries the cuts of one column of one node and keeps the best.</summary>
internal unsafe ref struct FeatureScan
{
    private readonly long* _bins;
    private readonly long* _gradients;
    private readonly long* _packs;
    private readonly int _numberBins;
    private readonly NodeSums _missing;
    private int _bestBin;
    private bool _bestMissingLeft;
    private NodeSums _bestLeft;

    /// <param name="column">How the column is binned.</param>
    /// <param name="bins">Its histogram in the node.</param>
    /// <param name="buffer">Room for twice <see cref="SplitKernel.Capacity"/> numbers.</param>
    /// <param name="scoreToBeat">What a cut must be worth.</param>
    public FeatureScan(FeatureBins column, long* bins, long* buffer, double scoreToBeat)
    {
        _bins = bins;
        _gradients = buffer;
        _packs = buffer + SplitKernel.Capacity;
        _numberBins = column.NumberBins;
        _missing = column.HasMissing ? new NodeSums(bins[2 * column.MissingBin], bins[(2 * column.MissingBin) + 1]) : default;
        BestScore = scoreToBeat;
        _bestBin = -1;
    }

    /// <summary>The score of the best cut.</summary>
    public double BestScore { get; private set; }

    /// <summary>Tries every threshold, with missing values on either side when there are any.</summary>
    public void TryAll(in SplitTerms terms)
    {
        // Rows without the value stay on the right unless added to the left first.
        if (_missing.Packed == 0)
        {
            Try(terms, 0, _numberBins - 1, missingLeft: false);
        }
        else
        {
            Try(terms, 0, _numberBins, missingLeft: false);
            Try(terms, 0, _numberBins - 1, missingLeft: true);
        }

        ToMiddleOfGap();
    }

    /// <summary>Tries one threshold drawn between the lowest and the highest bin that has rows (Geurts, Ernst and Wehenkel 2006).</summary>
    public void TryOneAtRandom(in SplitTerms terms, ref HashRandom random)
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
        var bin = low + (int)(random.NextDouble() * (high - low));
        var missingLeft = random.NextDouble() < 0.5;
        if (low < high)
        {
            Try(terms, bin, bin + 1, missingLeft && _missing.Packed != 0);
        }
        else if (_missing.Packed != 0)
        {
            // Only one number occurs: the cut that is left is numbers against missing values.
            Try(terms, _numberBins - 1, _numberBins, missingLeft: false);
        }
    }

    /// <summary>What was found.</summary>
    public readonly Split Best(int feature, double parentScore, in SplitTerms terms)
    {
        if (_bestBin < 0)
        {
            return Split.None;
        }

        var missingLeft = _bestMissingLeft;
        if (_missing.Packed == 0)
        {
            // No row of this node says where missing values belong; they follow the larger part.
            var left = _bestLeft.Packed & terms.CountMask;
            missingLeft = left > (terms.Packed & terms.CountMask) - left;
        }

        return new Split(BestScore - parentScore, feature, _bestBin, missingLeft, _bestLeft);
    }

    // Every cut among bins without rows parts the node's rows alike; the middle one parts new rows at the likeliest place.
    private void ToMiddleOfGap()
    {
        for (var next = _bestBin + 1; _bestBin >= 0 && next < _numberBins; next++)
        {
            if (_bins[(2 * next) + 1] != 0)
            {
                _bestBin = (_bestBin + next) / 2;
                return;
            }
        }
    }

    private void Try(in SplitTerms terms, int first, int end, bool missingLeft)
    {
        if (end <= first)
        {
            return;
        }

        var start = missingLeft ? _missing : default;
        SplitKernel.Accumulate(_bins, end, start.Gradient, start.Packed, _gradients, _packs);
        var best = BestScore;
        var bin = terms.Direction == 0 && terms.Bounds.IsFree
            ? SplitKernel.Best(terms, _gradients + first, _packs + first, end - first, ref best)
            : BoundedCuts.Best(terms, _gradients + first, _packs + first, end - first, ref best);
        if (bin >= 0)
        {
            BestScore = best;
            _bestBin = first + bin;
            _bestMissingLeft = missingLeft;
            _bestLeft = new NodeSums(_gradients[_bestBin], _packs[_bestBin]);
        }
    }
}
