using Microsoft.ML;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>One member of an ensemble: a fitted pipeline, or one per fold, whose predictions are averaged.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Weight">Its share, above 0; relative to the other members' weights.</param>
/// <param name="Models">The fitted pipelines, one or more; each reads the raw columns and adds its predictions.</param>
public sealed record EnsembleMember(string Name, float Weight, IReadOnlyList<ITransformer> Models);
