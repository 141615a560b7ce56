namespace MLNetTuning.Sweepers.Importance;

/// <summary>A part of the unit cube in which a tree predicts one value.</summary>
/// <param name="Value">The prediction.</param>
/// <param name="Low">The lower wall of each dimension.</param>
/// <param name="High">The upper wall of each dimension.</param>
/// <param name="Categories">The values within, of dimensions that have no order; null for the others.</param>
internal sealed record Leaf(double Value, double[] Low, double[] High, bool[]?[] Categories)
{
    /// <summary>The share of a dimension that lies within.</summary>
    public double Size(int dimension) => Categories[dimension] is { } within ? within.Count(w => w) / (double)within.Length : High[dimension] - Low[dimension];

    /// <summary>The share of the cube that lies within.</summary>
    public double Volume()
    {
        double volume = 1;
        for (int d = 0; d < Low.Length; d++)
        {
            volume *= Size(d);
        }

        return volume;
    }
}
