namespace MLNetTuning.Sweepers.Tests.Tracking;

/// <summary>A clock that stands still.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, 250, TimeSpan.Zero);
}
