namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>The training rows as bins, one byte per value, only of columns that can be split.</summary>
internal sealed class BinnedMatrix
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="features">The columns.</param>
    /// <param name="bins">The bins row by row, in pinned memory.</param>
    /// <param name="columnBins">The bins column by column, in pinned memory, or null.</param>
    public BinnedMatrix(int rows, FeatureBins[] features, byte[] bins, byte[]? columnBins)
    {
        Rows = rows;
        Features = features;
        Bins = bins;
        ColumnBins = columnBins;
        Offsets = new int[features.Length + 1];
        for (var f = 0; f < features.Length; f++)
        {
            Offsets[f + 1] = Offsets[f] + features[f].Bins;
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The columns that can be split, in the order of the matrix.</summary>
    public FeatureBins[] Features { get; }

    /// <summary>Number of columns that can be split; the bytes of a row.</summary>
    public int Columns => Features.Length;

    /// <summary>The bins row by row, in pinned memory.</summary>
    public byte[] Bins { get; }

    /// <summary>
    /// The same bins column by column, in pinned memory, or null where a second copy would weigh. Histograms read all columns of a row, partitions
    /// one column of many rows: each order spares the other use most of its cache misses.
    /// </summary>
    public byte[]? ColumnBins { get; }

    /// <summary>Where the bins of each column start in a histogram; the last entry is the size of a histogram.</summary>
    public int[] Offsets { get; }

    /// <summary>All bins of all columns.</summary>
    public int TotalBins => Offsets[^1];
}
