using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Data;

/// <summary>The rows a trainer learns from, read out of a data view.</summary>
/// <param name="Rows">Features, labels and weights.</param>
/// <param name="Classes">Multiclass: how many classes the label has; binary: 2; regression: 0.</param>
/// <param name="ClassValues">Multiclass: the values of the classes, or null when the label's key has none.</param>
/// <param name="DroppedRows">Rows left out because their label was missing.</param>
internal sealed record TrainingRows(TrainingData Rows, int Classes, ClassValues? ClassValues, int DroppedRows);
