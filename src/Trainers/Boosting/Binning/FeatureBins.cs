namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>How one column is cut into bins: bin b holds values above threshold b-1 up to threshold b.</summary>
internal sealed class FeatureBins
{
    public FeatureBins(int column, float[] thresholds, bool hasMissing, int[]? categories = null)
    {
        Categories = categories;
        Column = column;
        Thresholds = thresholds;
        HasMissing = hasMissing;
    }

    /// <summary>The column of the feature matrix.</summary>
    public int Column { get; }

    /// <summary>Rising upper bounds of all bins but the last, which has none.</summary>
    public float[] Thresholds { get; }

    /// <summary>The code of each bin, rising, when the column holds categories; null when it holds numbers.</summary>
    public int[]? Categories { get; }

    /// <summary>Whether a training row lacks the value, or has a category without a bin of its own.</summary>
    public bool HasMissing { get; }

    /// <summary>Bins that hold numbers or single categories.</summary>
    public int NumberBins => Categories?.Length ?? (Thresholds.Length + 1);

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

        if (Categories is not null)
        {
            var bin = Array.BinarySearch(Categories, (int)value);
            return bin >= 0 ? bin : MissingBin;
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
