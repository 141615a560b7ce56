using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class BoostingPaceTests
{
    private readonly SearchRoom _room = Rooms.Binary(500);
    private readonly BoostingCandidate _candidate = new() { LearningRate = 0.06 };

    [Fact]
    public void Within_NothingIsKnown_LeavesTheConfiguration() => Assert.Equal(_candidate, new BoostingPace(_room).Within(_candidate, 0.001));

    [Fact]
    public void Within_MuchTime_LeavesTheRate()
    {
        var pace = Paced(secondsAround: 0.01);
        Assert.Equal(0.06, pace.Within(_candidate, 1000)!.LearningRate);
    }

    [Fact]
    public void Within_HalfTheTimeWanted_DoublesTheRate()
    {
        var pace = Paced(secondsAround: 0.01);
        var wanted = pace.Wanted(_candidate);
        Assert.Equal(0.12, pace.Within(_candidate, 0.01 * wanted / 2)!.LearningRate, 3);
    }

    [Fact]
    public void Within_TooLittleTime_IsNone() => Assert.Null(Paced(secondsAround: 0.01).Within(_candidate, 0.2));

    [Fact]
    public void Within_NoTimeLimit_LeavesTheConfiguration() => Assert.Equal(_candidate, Paced(secondsAround: 0.01).Within(_candidate, double.PositiveInfinity));

    [Fact]
    public void Seconds_LargerTreesAndFewerRows_ScaleWithBoth()
    {
        var pace = Paced(secondsAround: 0.01);
        Assert.Equal(1, pace.Seconds(_candidate, 100), 6);
        Assert.Equal(2, pace.Seconds(_candidate with { Leaves = 124 }, 100), 6);
        Assert.Equal(0.25, pace.Seconds(_candidate with { MostRows = 100 }, 100), 6);
    }

    [Fact]
    public void Wanted_AfterAFitThatStoppedByItself_IsItsLength()
    {
        var pace = Paced(secondsAround: 0.01);
        pace.Told(_candidate, Rooms.Model(_room, _candidate, length: 200, rounds: 240));
        Assert.Equal(200, pace.Wanted(_candidate), 6);
        Assert.Equal(100, pace.Wanted(_candidate with { LearningRate = 0.12 }), 6);
        Assert.Equal(100, pace.Wanted(_candidate with { Leaves = 124 }), 6);
    }

    [Fact]
    public void Wanted_AfterAFitThatWasCut_IsMoreAndMayNeedMoreTrees()
    {
        var pace = Paced(secondsAround: 0.01);
        pace.Told(_candidate, Rooms.Model(_room, _candidate, length: 1000, rounds: 1000));
        Assert.Equal(1500, pace.Wanted(_candidate), 6);
        var planned = pace.Within(_candidate, 1000)!;
        Assert.Equal(1800, planned.Trees);
        Assert.Equal(0.06, planned.LearningRate);
    }

    private BoostingPace Paced(double secondsAround)
    {
        var pace = new BoostingPace(_room);
        pace.Timed(_candidate, Rooms.Fit(100), 100 * secondsAround);
        return pace;
    }
}
