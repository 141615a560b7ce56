using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class SearchPlannerTests
{
    private const int ManyRows = 260_000;

    [Fact]
    public void Next_HugeTable_BeginsOnSomeRows()
    {
        var planner = new SearchPlanner(Rooms.Binary(ManyRows), []);
        Assert.All([planner.Next([], [], false)!, planner.Next([], [], false)!], planned => Assert.Equal(SearchRoom.SampleRows, planned.Candidate.MostRows));
    }

    [Fact]
    public void Next_HugeTableWithoutTimeLimit_UsesAllRows()
    {
        var planner = new SearchPlanner(Rooms.Binary(ManyRows, new ExperimentSettings { TimeLimit = null, MaxTrials = 3 }), []);
        Assert.Equal(0, planner.Next([], [], false)!.Candidate.MostRows);
    }

    [Fact]
    public void Next_RoundsAreCheap_LargerTreesLearnFromAllRows()
    {
        var (planner, _) = AfterTheFirst(secondsEachRound: 0.001);
        var planned = Assert.IsType<BoostingCandidate>(planner.Next([Any()], [], false)!.Candidate);
        Assert.Equal((127, 0, 0.06), (planned.Leaves, planned.MostRows, planned.LearningRate));
    }

    [Fact]
    public void Next_RoundsAreDear_TheBestLearnsFromAllRowsLast()
    {
        var (planner, first) = AfterTheFirst(secondsEachRound: 0.02);
        var room = Rooms.Binary(ManyRows);
        var models = new List<ModelRecord> { Rooms.Model(room, first, 200, 240) };
        PlannedCandidate[] all = [.. Enumerable.Range(0, 4).Select(_ => planner.Next(models, [], false)!)];
        BoostingCandidate[] planned = [.. all.Select(one => one.Candidate).OfType<BoostingCandidate>()];
        Assert.True(all[^1].SoftEnd > 30, "The last gets most of the minute.");
        Assert.Equal([127, 511, 31], planned.Select(one => one.Leaves));
        Assert.Equal([SearchRoom.SampleRows, SearchRoom.SampleRows, 0], planned.Select(one => one.MostRows));
        var whole = planned[^1];
        Assert.Equal(first.Leaves, whole.Leaves);
        Assert.True(whole.LearningRate >= first.LearningRate);
    }

    [Fact]
    public void Next_SomethingThatAnotherProcessLeft_ComesNextWhereItsKindIsAskedFor()
    {
        var planner = new SearchPlanner(Rooms.Binary(500, new ExperimentSettings { Families = ExperimentFamilies.Linear }), []);
        var left = new LinearCandidate { L2 = 7 };
        planner.Return(new ForestCandidate());
        planner.Return(left);
        Assert.Equal(left, planner.Next([], [], false)!.Candidate);
        Assert.NotEqual(left, planner.Next([], [], false)!.Candidate);
    }

    private static (SearchPlanner Planner, BoostingCandidate First) AfterTheFirst(double secondsEachRound)
    {
        var planner = new SearchPlanner(Rooms.Binary(ManyRows), []);
        planner.Next([], [], false);
        var first = Assert.IsType<BoostingCandidate>(planner.Next([], [], false)!.Candidate);
        planner.Timed(first, Rooms.Fit(100), 100 * secondsEachRound);
        return (planner, first);
    }

    private static ModelRecord Any()
    {
        var room = Rooms.Binary(100);
        return Rooms.Model(room, new LinearCandidate(), 1, 1);
    }
}
