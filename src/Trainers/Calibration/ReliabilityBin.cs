namespace MLNetTuning.Trainers.Calibration;

/// <summary>Rows whose predicted probabilities are alike.</summary>
/// <param name="Predicted">Their mean predicted probability.</param>
/// <param name="Observed">The share of them that came true.</param>
/// <param name="Weight">How many they are, or their summed weight.</param>
public sealed record ReliabilityBin(double Predicted, double Observed, double Weight);
