using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Features;

/// <summary>A feature fitted on the training rows of a fold.</summary>
/// <param name="Step">What it does to new rows.</param>
/// <param name="Training">Its values for the training rows, none of which saw its own label.</param>
/// <param name="Validation">Its values for the validation rows.</param>
internal sealed record FittedFeature(PortableStep Step, FloatMatrix Training, FloatMatrix Validation);
