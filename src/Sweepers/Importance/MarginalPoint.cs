using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Importance;

/// <summary>What the forest expects at one value of a parameter, averaged over all values of the others.</summary>
/// <param name="Value">The value.</param>
/// <param name="Mean">The expected objective (its rank with <see cref="ImportanceOptions.Ranks"/>).</param>
/// <param name="Deviation">The standard deviation over the trees.</param>
public sealed record MarginalPoint(ParameterValue Value, double Mean, double Deviation);
