namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>The best cut found for a node.</summary>
/// <param name="Gain">By how much G^2/(H+L2) rises; not above 0 means there is no split.</param>
/// <param name="Feature">Number among the columns that can be split.</param>
/// <param name="Bin">The last bin that goes left.</param>
/// <param name="MissingLeft">Whether rows without the value go left.</param>
/// <param name="Left">The sums of the left child.</param>
internal readonly record struct Split(double Gain, int Feature, int Bin, bool MissingLeft, NodeSums Left)
{
    public static readonly Split None = new(0, -1, 0, false, default);

    public bool Exists => Feature >= 0;

    /// <summary>The bins that go left when the column holds categories.</summary>
    public BinSet Set { get; init; }
}
