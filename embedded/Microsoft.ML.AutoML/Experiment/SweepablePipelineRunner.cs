using System.Diagnostics;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Builds the pipeline a trial chooses, fits it and evaluates it, on a validation part or on every fold.
/// </summary>
internal sealed class SweepablePipelineRunner(
    MLContext context,
    SweepablePipeline pipeline,
    IEvaluateMetricManager metricManager,
    IDatasetManager datasetManager) : PipelineTrialRunner(context)
{
    protected override TrialResult Run(TrialSettings settings)
    {
        var clock = Stopwatch.StartNew();
        var parts = Split(settings).ToArray();
        var models = new ITransformer[parts.Length];
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            Context.Cancellation.ThrowIfCancellationRequested();

            // Built anew for every fold: an estimator may keep what it learnt of the first data it saw.
            var chain = pipeline.BuildFromOption(Context, settings.Parameter[AutoMLExperiment.PipelineKey]);
            models[i] = chain.Fit(parts[i].Train);
            sum += metricManager.Evaluate(Context, models[i].Transform(parts[i].Validation));
        }

        var metric = sum / parts.Length;
        return new TrialResult
        {
            TrialSettings = settings,
            Model = models[0],
            Metric = metric,
            Loss = metricManager.IsMaximize ? -metric : metric,
            DurationInMilliseconds = clock.ElapsedMilliseconds,
        };
    }

    private IEnumerable<(IDataView Train, IDataView Validation)> Split(TrialSettings settings) => datasetManager switch
    {
        ICrossValidateDatasetManager folds => Context.Data
            .CrossValidationSplit(folds.Dataset, folds.Fold, folds.SamplingKeyColumnName)
            .Select(fold => (fold.TrainSet, fold.TestSet)),
        ITrainValidateDatasetManager parts => [(parts.LoadTrainDataset(Context, settings), parts.LoadValidateDataset(Context, settings))],
        _ => throw new ArgumentException(
            $"The data set manager {datasetManager.GetType().Name} is of no known kind: it must be an {nameof(ITrainValidateDatasetManager)} or an {nameof(ICrossValidateDatasetManager)}."),
    };
}
