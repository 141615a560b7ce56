using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Experiments.Tests.Running;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tests.Sweeping;

public sealed class SweepSpaceTests
{
    [Fact]
    public void ToCandidate_PointsOfEveryFamily_ComeBackAsTheyWere()
    {
        var space = new SweepSpace(Rooms.Binary(200));
        var study = new Study(space.Space, Sweeper.Random(new RandomOptions { StratifyBy = ExperimentSweepers.Root }));
        var families = new HashSet<ModelFamily>();
        for (var i = 0; i < 80; i++)
        {
            var point = study.Ask()!.Configuration;
            var candidate = SweepSpace.ToCandidate(point, seed: -i, epochs: 45);
            families.Add(candidate.Family);
            Assert.Equal((-i, false), (candidate.Seed, candidate.LogTarget));
            Assert.Equal(point, space.ToPoint(candidate));
        }

        Assert.Equal(Enum.GetValues<ModelFamily>(), families.Order());
    }

    [Fact]
    public void ToCandidate_WhatTheSpaceDoesNotVary_IsAsUsual()
    {
        var study = new Study(new SweepSpace(Rooms.Binary(200)).Space, Sweeper.Random());
        Candidate[] candidates = [.. Enumerable.Range(0, 60).Select(_ => SweepSpace.ToCandidate(study.Ask()!.Configuration, 1, 45))];
        Assert.All(candidates.OfType<BoostingCandidate>(), one => Assert.Equal(new BoostingCandidate().LearningRate, one.LearningRate));
        Assert.All(candidates.OfType<NetworkCandidate>(), one => Assert.Equal(45, one.Epochs));
        Assert.All(candidates.OfType<NetworkCandidate>().Where(one => one.Kind == NetworkKind.Plain), one => Assert.Equal(new NetworkCandidate().Sigma, one.Sigma));
    }
}
