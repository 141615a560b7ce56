namespace MLNetTuning.Sweepers.Tracking;

/// <summary>Keeps runs, their settings and their metrics while they happen. Thread-safe; the runs it starts are each used by one thread at a time.</summary>
public interface ITracker
{
    /// <summary>Starts a run. A run of a name that was tracked before goes on behind what is there.</summary>
    /// <param name="run">What it is called and its settings.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    ITrackedRun Start(TrackedRunInfo run);
}
