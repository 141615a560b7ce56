namespace MLNetTuning.Benchmarks.Trees;

/// <summary>What one trainer did with one setting.</summary>
/// <param name="Binning">Seconds for the bins.</param>
/// <param name="Training">Seconds for the trees, without the bins.</param>
/// <param name="Predicted">Rows scored in a second.</param>
/// <param name="Scores">The test rows' probabilities or values.</param>
internal sealed record TreeFit(double Binning, double Training, double Predicted, float[] Scores)
{
    /// <summary>The scores of fits that differ in the seed alone.</summary>
    public IReadOnlyList<float[]> OtherSeeds { get; init; } = [];

    /// <summary>From raw numbers to a model.</summary>
    public double Total => Binning + Training;
}
