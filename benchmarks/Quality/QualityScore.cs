namespace MLNetTuning.Benchmarks.Quality;

/// <summary>What one contestant reached on one split.</summary>
/// <param name="Error">The metric turned so that less is better: 1 - AUC, log loss, RMSE.</param>
/// <param name="Seconds">Wall time, reading and predicting included.</param>
/// <param name="Predictions">Its answers to the test rows: probabilities (of each class, where there are several) or values.</param>
internal sealed record QualityScore(double Error, double Seconds, float[] Predictions);
