namespace Microsoft.ML.AutoML;

/// <summary>
/// Is told of an experiment's progress, on the thread that runs it.
/// </summary>
public interface IMonitor
{
    /// <summary>A trial has ended with a result.</summary>
    void ReportCompletedTrial(TrialResult result);

    /// <summary>A trial has ended with the smallest loss so far.</summary>
    void ReportBestTrial(TrialResult result);

    /// <summary>A trial has failed.</summary>
    void ReportFailTrial(TrialSettings settings, Exception? exception = null);

    /// <summary>A trial begins.</summary>
    void ReportRunningTrial(TrialSettings settings);
}
