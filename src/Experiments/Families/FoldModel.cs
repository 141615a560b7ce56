using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Families;

/// <summary>A model of one fold.</summary>
/// <param name="Predictor">The model.</param>
/// <param name="Predictions">What it says of the fold's validation rows: probabilities, or values.</param>
internal sealed record FoldModel(PortablePredictor Predictor, FloatMatrix Predictions);
