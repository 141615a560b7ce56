namespace MLNetTuning.Estimators.Ensembles;

/// <summary>A model and its share in an ensemble.</summary>
/// <param name="Index">The model's place in the list selection was given, from 0.</param>
/// <param name="Weight">Its share, above 0 and at most 1.</param>
public sealed record EnsembleWeight(int Index, float Weight);
