using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Training;

public class SeededRandomTests
{
    [Fact]
    public void Next_FromZero_IsSplitMix64()
    {
        var random = new SeededRandom(0);
        Assert.Equal([0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL], new[] { random.Next(), random.Next(), random.Next() });
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveMeanZeroAndVarianceOne()
    {
        var random = SeededRandom.For(1, RandomUse.Weights, 2);
        var values = new double[20_000];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextNormal();
        }

        Assert.InRange(values.Average(), -0.03, 0.03);
        Assert.InRange(values.Average(v => v * v), 0.95, 1.05);
    }

    [Fact]
    public void NextInt_ManyDraws_CoverTheRangeEvenly()
    {
        var random = SeededRandom.For(1, RandomUse.RowOrder, 0);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextInt(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void For_OtherSeedUseOrIndex_GivesAnotherStream()
    {
        var streams = new[] { (1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (-1, 1, 1) };
        Assert.Equal(streams.Length, streams.Select(s => SeededRandom.For(s.Item1, s.Item2, s.Item3).Next()).Distinct().Count());
    }
}
