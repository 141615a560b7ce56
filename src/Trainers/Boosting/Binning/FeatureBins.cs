namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>How one column is cut into bins: bin b holds values above threshold b-1 up to threshold b.</summary>
internal sealed class FeatureBins
{
    public FeatureBins(int column, float[] thresholds, bool hasMissing)
    {
        Column = column;
        Thresholds = thresholds;
        HasMissing = hasMissing;
    }

    /// <summary>The column of the feature matrix.</summary>
    public int Column { get; }

    /// <summary>Rising upper bounds of all bins but the last, which has none.</summary>
    public float[] Thresholds { get; }

    /// <summary>Whether a training row lacks the value.</summary>
    public bool HasMissing { get; }

    /// <summary>Bins that hold numbers.</summary>
    public int NumberBins => Thresholds.Length + 1;

    /// <summary>The bin of missing values, behind all bins that hold numbers.</summary>
    public int MissingBin => NumberBins;

    /// <summary>All bins, that of missing values included.</summary>
    public int Bins => NumberBins + (HasMissing ? 1 : 0);

    /// <summary>False when every training row falls into one bin, so that no split is possible.</summary>
    public bool CanSplit => Bins > 1;

    /// <summary>The threshold that sends bins up to <paramref name="bin"/> left.</summary>
    public float Threshold(int bin) => bin < Thresholds.Length ? Thresholds[bin] : float.PositiveInfinity;

    /// <summary>The bin of a value.</summary>
    public int Bin(float value)
    {
        if (float.IsNaN(value))
        {
            return MissingBin;
        }

        int low = 0, high = Thresholds.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (value <= Thresholds[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
