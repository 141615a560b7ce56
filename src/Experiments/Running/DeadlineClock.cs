namespace MLNetTuning.Experiments.Running;

/// <summary>How much of the time is gone. Safe for several threads.</summary>
/// <param name="provider">The clock.</param>
/// <param name="limit">The time in all, or null for none.</param>
internal sealed class DeadlineClock(TimeProvider provider, TimeSpan? limit)
{
    private readonly long _start = provider.GetTimestamp();

    /// <summary>Seconds at which the search ends and the ensemble is made; infinite without a limit. Set once the table is known.</summary>
    public double SearchEnd { get; set; } = double.PositiveInfinity;

    public double Limit { get; } = limit?.TotalSeconds ?? double.PositiveInfinity;

    public TimeProvider Provider => provider;

    /// <summary>Seconds since the start.</summary>
    public double Elapsed => provider.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Seconds the search still has.</summary>
    public double Left => SearchEnd - Elapsed;

    public bool IsLate => Elapsed >= SearchEnd;
}
