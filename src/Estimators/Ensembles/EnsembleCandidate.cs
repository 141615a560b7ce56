using Microsoft.ML;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>A pipeline that an ensemble may use.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Pipeline">The whole pipeline from raw columns to predictions, ending in a trainer.</param>
/// <param name="Weight">Its share under <see cref="EnsembleMethod.Average"/>, above 0. Default 1.</param>
public sealed record EnsembleCandidate(string Name, IEstimator<ITransformer> Pipeline, float Weight = 1);
