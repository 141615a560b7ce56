using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class SpeedCheckTests
{
    [Fact]
    public void IsSlow_EveryLookTakesLong_IsTrueAfterAFewLooks()
    {
        var clock = new SteppingClock(TimeSpan.FromSeconds(1));
        Assert.True(IsSlow(clock, TimeSpan.FromSeconds(30)));
        Assert.InRange(clock.Looks, 1, 20);
    }

    [Fact]
    public void IsSlow_LooksTakeNothing_IsFalse() => Assert.False(IsSlow(new SteppingClock(TimeSpan.FromTicks(1)), TimeSpan.FromSeconds(30)));

    [Fact]
    public void IsSlow_NoTimeLimit_DoesNotAskTheClock()
    {
        var clock = new SteppingClock(TimeSpan.FromSeconds(1));
        Assert.False(IsSlow(clock, null));
        Assert.InRange(clock.Looks, 0, 1);
    }

    private static bool IsSlow(SteppingClock clock, TimeSpan? limit)
    {
        var settings = new ExperimentSettings { TimeProvider = clock, TimeLimit = limit, MaxTrials = limit is null ? 1 : null, MaxConcurrency = 1 };
        var room = Rooms.Binary(6000);
        return SpeedCheck.IsSlow(room.Layout, room.Label, settings, new DeadlineClock(clock, limit));
    }
}
