using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class RandomSamplerTests : SamplerContract
{
    protected override Sweeper Create() => Sweeper.Random();

    protected override ISampler CreateSampler() => new RandomSampler();

    [Fact]
    public void Sample_OtherSeed_DrawsOthers() =>
        Assert.Empty(Run(TestSpaces.Mixed, 1, 40).Select(t => t.Configuration).Intersect(Run(TestSpaces.Mixed, 2, 40).Select(t => t.Configuration)));

    [Fact]
    public void Sample_OneRange_IsUniform()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1));
        int[] tenths = new int[10];
        foreach (var trial in Run(space, 3, 2000))
        {
            tenths[(int)(trial.Configuration.GetDouble("x") * 10)]++;
        }

        // Chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand seeds.
        Assert.True(tenths.Sum(n => (n - 200.0) * (n - 200) / 200) < 27.9, string.Join(" ", tenths));
    }

    [Fact]
    public void StratifyBy_AChoice_SharesEveryBlockEvenly()
    {
        var trials = Run(TestSpaces.Mixed, 3, 30, Sweeper.Random(new RandomOptions { StratifyBy = "trainer" }));
        var names = trials.Select(t => t.Configuration.GetString("trainer")).ToList();
        Assert.All(names.Chunk(3), block => Assert.Equal(3, block.Distinct().Count()));
        Assert.True(names.Chunk(3).Select(block => string.Join(" ", block)).Distinct().Count() > 2, "the order within blocks is random");
    }

    [Fact]
    public void StratifyBy_AUsedUpStratum_GoesOnWithTheOthers()
    {
        var trials = Run(TestSpaces.Small, 0, 100, Sweeper.Random(new RandomOptions { StratifyBy = "kind" }));
        Assert.Equal(5, trials.Select(t => t.Configuration).Distinct().Count());
    }

    [Fact]
    public void SeededRandom_Streams_AreStable()
    {
        // Pinned: another number here means that every stored study would go on with other draws.
        var random = new SeededRandom(42, 7);
        Assert.Equal(Pinned, new[] { random.NextDouble(), random.NextDouble() });
        Assert.Equal(Enumerable.Range(0, 50), new SeededRandom(1, 1).Permutation(50).Order());
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(random.NextBelow(3), 0, 2));
    }

    private static readonly double[] Pinned = [0.50825843673509863, 0.2316510904533855];

    [Fact]
    public void Options_NotAllowed_ReportsEveryViolation()
    {
        var error = Assert.Throws<ArgumentException>(() => Sweeper.Random(new RandomOptions { MaxTrials = 0, Budget = double.NaN }));
        Assert.Equal(
            "RandomOptions has 2 errors:\n- MaxTrials is 0. Allowed: at least 1, or null for no limit.\n- Budget is NaN. Allowed: finite, above 0.",
            error.Message);
    }
}
