using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tests.Samplers;
using MLNetTuning.Sweepers.Tiers;

namespace MLNetTuning.Sweepers.Tests.Tiers;

/// <summary>Tuning in tiers under the contract of all samplers: two tiers of thirty trials.</summary>
public class TierSamplerContractTests : SamplerContract
{
    private static readonly TierOptions s_options = new() { Tiers = [new("first", "trainer", "kind", "rate", "beta"), new("rest", "*")], TrialsPerTier = 30 };

    protected override Sweeper Create() => Sweeper.Tiers(s_options);

    protected override ISampler CreateSampler() => new TierSampler(s_options);

    /// <summary>A tier stays at the best of the tiers before: not every point of the space is on its way.</summary>
    [Fact]
    public override void Sample_FiniteSpace_TriesEveryPointOnceAndEnds()
    {
        var study = new Study(TestSpaces.Small, Create());
        Assert.Equal(RunEnd.PlanFinished, study.Run(r => r.Configuration.GetString("kind") == "a" ? 0 : 1, new RunOptions { MaxTrials = 1000 }));
        Assert.Equal(["a", "a", "a", "b"], study.Trials.Select(t => t.Configuration.GetString("kind")).Order());
        Assert.Equal(4, study.Trials.Select(t => t.Configuration).Distinct().Count());
    }
}
