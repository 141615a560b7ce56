namespace MLNetTuning.Experiments;

/// <summary>A model of the final average.</summary>
/// <param name="Trial">The configuration; its fold models share the weight.</param>
/// <param name="Weight">Its share; all add up to 1. In a stack the size of its weight (which may be negative) beside the others.</param>
public sealed record ExperimentMember(ExperimentTrial Trial, double Weight);
