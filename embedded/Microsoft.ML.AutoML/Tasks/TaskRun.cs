namespace Microsoft.ML.AutoML;

/// <summary>
/// A run that has ended: with its folds, or with one result that holds its exception.
/// </summary>
internal sealed record TaskRun<TMetrics>(
    int TrialId,
    string TrainerName,
    IEstimator<ITransformer> Estimator,
    double Seconds,
    IReadOnlyList<TrainResult<TMetrics>> Folds,
    TrainResult<TMetrics> Representative)
{
    public RunDetail<TMetrics> ToRunDetail() => new(TrainerName, Estimator, Seconds, Representative);

    public CrossValidationRunDetail<TMetrics> ToCrossValidationRunDetail() => new(TrainerName, Estimator, Seconds, Folds);
}
