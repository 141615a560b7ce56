namespace MLNetTuning.Experiments.Tests.Running;

/// <summary>A clock that goes on by so much each time it is looked at.</summary>
internal sealed class SteppingClock(TimeSpan step) : TimeProvider
{
    private long _looks;

    /// <summary>How often it was looked at.</summary>
    public long Looks => Interlocked.Read(ref _looks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Increment(ref _looks) * step.Ticks;
}
