namespace MLNetTuning.Experiments.Tests.Runs;

/// <summary>The system's clock, set wrong.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    internal TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
