namespace MLNetTuning.Sweepers.Tracking;

/// <summary>A run that is being tracked. What was logged is with the operating system when a call returns: another program sees it, and a crash of this one does not lose it.</summary>
public interface ITrackedRun : IDisposable
{
    /// <summary>Keeps the value of a metric at a step.</summary>
    /// <param name="step">The step: an epoch, a number of trees.</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="value">Its value; may be NaN or infinite.</param>
    void Log(long step, string metric, double value);

    /// <summary>Ends the run; only <see cref="IDisposable.Dispose"/> may follow. A run that is disposed without it shows no end.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="summary">Final values by name.</param>
    /// <param name="error">What went wrong; null when nothing did.</param>
    void End(RunStatus status, IReadOnlyDictionary<string, double> summary, string? error = null);
}
