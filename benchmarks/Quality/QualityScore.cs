namespace MLNetTuning.Benchmarks.Quality;

/// <summary>What one contestant reached on one split.</summary>
/// <param name="Error">The metric turned so that less is better: 1 - AUC, log loss, RMSE.</param>
/// <param name="Seconds">Wall time, reading and predicting included.</param>
internal sealed record QualityScore(double Error, double Seconds);
