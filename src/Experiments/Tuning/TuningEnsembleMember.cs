namespace MLNetTuning.Experiments.Tuning;

/// <summary>A trial inside an ensemble.</summary>
/// <param name="Trial">The trial; its fold models are averaged.</param>
/// <param name="Weight">Its weight, above 0 to 1.</param>
public sealed record TuningEnsembleMember(TrialRecord Trial, double Weight);
