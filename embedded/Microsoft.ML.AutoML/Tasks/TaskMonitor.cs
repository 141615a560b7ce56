using System.Runtime.ExceptionServices;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Turns trials into runs and hands each on as it ends.
/// </summary>
/// <param name="log">Writes the progress to the context's log.</param>
/// <param name="context">The context of the pipelines that are handed out, which no trial's end cancels.</param>
/// <param name="pipeline">The pipeline that is searched.</param>
/// <param name="report">Takes a run; what it throws ends the experiment.</param>
/// <param name="stop">Ends the experiment.</param>
internal sealed class TaskMonitor<TMetrics>(
    MLContextMonitor log,
    MLContext context,
    SweepablePipeline pipeline,
    Action<TaskRun<TMetrics>> report,
    CancellationTokenSource stop) : IMonitor
{
    public List<TaskRun<TMetrics>> Runs { get; } = [];

    /// <summary>What the receiver of the runs threw; null for nothing.</summary>
    public ExceptionDispatchInfo? ReportFailure { get; private set; }

    public void ReportRunningTrial(TrialSettings settings) => log.ReportRunningTrial(settings);

    public void ReportCompletedTrial(TrialResult result)
    {
        log.ReportCompletedTrial(result);
        var trial = (TaskTrialResult<TMetrics>)result;
        Add(result.TrialSettings, result.DurationInMilliseconds / 1000, trial.Folds, trial.Representative);
    }

    public void ReportBestTrial(TrialResult result) => log.ReportBestTrial(result);

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null)
    {
        log.ReportFailTrial(settings, exception);
        var failure = new TrainResult<TMetrics>(exception ?? new InvalidOperationException("The trial failed without an exception."));
        Add(settings, (settings.EndedAtUtc - settings.StartedAtUtc)?.TotalSeconds ?? 0, [failure], failure);
    }

    private void Add(TrialSettings settings, double seconds, IReadOnlyList<TrainResult<TMetrics>> folds, TrainResult<TMetrics> representative)
    {
        var estimator = pipeline.BuildFromOption(context, settings.Parameter[AutoMLExperiment.PipelineKey]);
        var run = new TaskRun<TMetrics>(settings.TrialId, pipeline.ToString(settings.Parameter), estimator, seconds, folds, representative);
        Runs.Add(run);
        try
        {
            report(run);
        }
        catch (Exception exception)
        {
            // The trial itself has ended well: a receiver's error must not count as the trial's.
            ReportFailure ??= ExceptionDispatchInfo.Capture(exception);
            stop.Cancel();
        }
    }
}
