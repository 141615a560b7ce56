using System.Diagnostics;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Fits the pipeline of a trial on every part and measures it there. The trial's metric is the mean; the part whose value lies closest to it
/// stands for the trial.
/// </summary>
/// <param name="context">The trial's context.</param>
/// <param name="task">The task.</param>
/// <param name="pipeline">The pipeline that is searched.</param>
/// <param name="parts">The parts, each with rows to train on and rows to validate on.</param>
/// <param name="label">The label's column.</param>
/// <param name="cache">Whether the trainer reads its rows from memory.</param>
internal sealed class TaskTrialRunner<TMetrics>(
    MLContext context,
    ExperimentTask<TMetrics> task,
    SweepablePipeline pipeline,
    IReadOnlyList<TrainTestData> parts,
    string label,
    bool cache) : PipelineTrialRunner(context)
    where TMetrics : class
{
    protected override TrialResult Run(TrialSettings settings)
    {
        var clock = Stopwatch.StartNew();
        var folds = new List<TrainResult<TMetrics>>();
        foreach (var part in parts)
        {
            Context.Cancellation.ThrowIfCancellationRequested();

            // Built anew for every fold: an estimator may keep what it learnt of the first data it saw.
            var model = pipeline.BuildFromOption(Context, settings.Parameter[AutoMLExperiment.PipelineKey], cache).Fit(part.TrainSet);
            folds.Add(new TrainResult<TMetrics>(model, task.Evaluate(Context, model.Transform(part.TestSet), label)));
        }

        var values = folds.ConvertAll(fold => task.Value(fold.ValidationMetrics));
        var metric = values.Average();
        var closest = Enumerable.Range(0, values.Count).MinBy(i => Math.Abs(values[i] - metric));
        return new TaskTrialResult<TMetrics>
        {
            TrialSettings = settings,
            Model = folds[closest].Model,
            Metric = metric,
            Loss = task.IsMaximize ? -metric : metric,
            DurationInMilliseconds = clock.Elapsed.TotalMilliseconds,
            Folds = folds,
            Representative = folds[closest],
        };
    }
}
