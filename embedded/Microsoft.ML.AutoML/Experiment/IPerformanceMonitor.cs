namespace Microsoft.ML.AutoML;

/// <summary>
/// Watches the process while a trial runs. An experiment makes one for every trial, starts it before the trial, pauses it after and disposes
/// it; the event may be raised on any thread.
/// </summary>
public interface IPerformanceMonitor : IDisposable
{
    /// <summary>Raised at every look at the process.</summary>
    event EventHandler<TrialPerformanceMetrics> PerformanceMetricsUpdated;

    /// <summary>Begins to watch, with a look at once.</summary>
    void Start();

    /// <summary>Stops watching for now; the peaks are kept.</summary>
    void Pause();

    /// <summary>Stops watching and forgets the peaks.</summary>
    void Stop();

    /// <summary>The most megabytes the process held; null before the first look.</summary>
    double? GetPeakMemoryUsageInMegaByte();

    /// <summary>The largest share of all processors that was used, 0 to 1; null before the first look.</summary>
    double? GetPeakCpuUsage();

    /// <summary>Is called at every <see cref="PerformanceMetricsUpdated"/>, to cancel a trial that uses too much.</summary>
    /// <param name="trialSettings">The running trial.</param>
    /// <param name="metrics">What was seen.</param>
    /// <param name="trialCancellationTokenSource">Cancels the trial.</param>
    void OnPerformanceMetricsUpdatedHandler(TrialSettings trialSettings, TrialPerformanceMetrics metrics, CancellationTokenSource trialCancellationTokenSource);
}
