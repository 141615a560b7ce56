namespace MLNetTuning.Estimators.Importance;

/// <summary>What a model loses without one of its input columns.</summary>
/// <param name="Column">The input column.</param>
/// <param name="Loss">The rise of the loss (log loss in nats, or mean squared error) when the column is shuffled; the larger, the more the model leans on it.</param>
/// <param name="Metrics">
/// The changes of all metrics by ML.NET's names. Binary: AreaUnderRocCurve, AreaUnderPrecisionRecallCurve, Accuracy, F1Score, LogLoss. Multiclass: MicroAccuracy,
/// MacroAccuracy, LogLoss. Regression: MeanAbsoluteError, MeanSquaredError, RootMeanSquaredError, RSquared.
/// </param>
public sealed record ColumnImportance(string Column, MetricChange Loss, IReadOnlyDictionary<string, MetricChange> Metrics);
