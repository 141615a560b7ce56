namespace MLNetTuning.Trainers.Boosting;

/// <summary>Grows each tree on the rows with the largest derivatives and a random part of the others, which count for all of these.</summary>
/// <remarks>G. Ke et al., "LightGBM: a highly efficient gradient boosting decision tree", NIPS 2017 (gradient-based one-side sampling). Defaults are LightGBM's.</remarks>
public sealed record GradientSamplingOptions
{
    /// <summary>The share of rows with the largest derivatives, above 0 and below 1. Default 0.2.</summary>
    public double LargeShare { get; init; } = 0.2;

    /// <summary>The share of rows drawn from the others, above 0; with <see cref="LargeShare"/> at most 1. Default 0.1.</summary>
    public double OtherShare { get; init; } = 0.1;

    internal void Check(Violations check)
    {
        check.That(LargeShare is > 0 and < 1, nameof(LargeShare), LargeShare, "above 0 and below 1");
        check.That(OtherShare > 0 && LargeShare + OtherShare <= 1, nameof(OtherShare), OtherShare, "above 0 and with LargeShare at most 1");
    }
}
