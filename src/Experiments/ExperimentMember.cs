namespace MLNetTuning.Experiments;

/// <summary>A model of the final average.</summary>
/// <param name="Trial">The configuration; its fold models share the weight.</param>
/// <param name="Weight">Its share; all add up to 1.</param>
public sealed record ExperimentMember(ExperimentTrial Trial, double Weight);
