namespace MLNetTuning.Estimators.Ensembles;

/// <summary>How far the building of an ensemble has come.</summary>
/// <param name="Candidate">The candidate whose fit has ended.</param>
/// <param name="Done">Fits that have ended.</param>
/// <param name="Total">Fits in all.</param>
public sealed record EnsembleProgress(string Candidate, int Done, int Total);
