using MLNetTuning.Estimators.Ensembles;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>An ensemble chosen from a search's trials.</summary>
/// <param name="Model">The ensemble as a transformer of the table's columns.</param>
/// <param name="Members">Its members, heaviest first; weights add up to 1.</param>
/// <param name="ValidationScore">The metric of its out-of-fold predictions. The members were chosen on these rows: it flatters.</param>
/// <param name="CrossFittedGain">By how much its selection loss beats the best single model's on rows that the choice did not see; NaN when not checked.</param>
public sealed record TuningEnsemble(EnsembleTransformer Model, IReadOnlyList<TuningEnsembleMember> Members, double ValidationScore, double CrossFittedGain);
