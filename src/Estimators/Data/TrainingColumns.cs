namespace MLNetTuning.Estimators.Data;

/// <summary>The names of the columns a trainer reads.</summary>
/// <param name="Label">The label.</param>
/// <param name="Features">The feature vector.</param>
/// <param name="Weight">The row weights, or null for all 1.</param>
internal sealed record TrainingColumns(string Label, string Features, string? Weight);
