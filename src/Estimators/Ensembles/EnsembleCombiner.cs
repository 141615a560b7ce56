using Microsoft.ML;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>How an ensemble's predictions become one.</summary>
/// <param name="Predictor">
/// Reads the members' predictions side by side (probabilities or values, in the ensemble's order of classes), then the features passed through:
/// an <see cref="AveragingCombiner"/>, or a <see cref="StackCombiner"/>.
/// </param>
/// <param name="Passthrough">A fitted pipeline that makes the features passed through; null (the default) for none.</param>
/// <param name="PassthroughColumnName">The column of these features, numbers of known size. Default "Features".</param>
public sealed record EnsembleCombiner(PortablePredictor Predictor, ITransformer? Passthrough = null, string PassthroughColumnName = "Features");
