using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class CandidateRunTests
{
    [Fact]
    public void EndOf_EachSplit_HasAnEvenPartOfWhatIsLeft()
    {
        var run = new CandidateRun(0, new PlannedCandidate(new BoostingCandidate()) { SoftEnd = 20 }, 5);
        Assert.Equal(8, run.EndOf(0, 0, 2), 9);

        // The first splits took half of theirs: those behind may take more.
        Assert.Equal(4 + (16.0 * 2 / 3), run.EndOf(2, 4, 2), 9);
        Assert.Equal(20, run.EndOf(4, 15, 2), 9);
        Assert.Equal(25, run.EndOf(4, 25, 2), 9);
    }

    [Fact]
    public void EndOf_NoEndIsSet_IsNever() => Assert.Equal(double.PositiveInfinity, new CandidateRun(0, new PlannedCandidate(new BoostingCandidate()), 5).EndOf(3, 10, 2));
}
