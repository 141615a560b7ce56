using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Samplers.LowDiscrepancy;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class QuasiRandomSamplerTests : SamplerContract
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(150)]
    public void Sequence_BlockOfAPowerOfTwo_PutsOnePointIntoEachCell(int dimension)
    {
        var points = new ScrambledSobol(151, 7);
        foreach (int block in new[] { 0, 3 })
        {
            var cells = Enumerable.Range(block * 256, 256).Select(i => (int)(256 * points.At(i, dimension)));
            Assert.Equal(Enumerable.Range(0, 256), cells.Order());
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(0, 5)]
    public void Sequence_PairOfDimensions_IsEvenerThanChance(int first, int second)
    {
        var points = new ScrambledSobol(6, 3);
        var counts = new int[16, 16];
        for (int i = 0; i < 4096; i++)
        {
            counts[(int)(16 * points.At(i, first)), (int)(16 * points.At(i, second))]++;
        }

        // 16 are expected in each cell; drawn by chance their number would have a variance of 16.
        Assert.True(counts.Cast<int>().Average(c => (c - 16) * (c - 16)) < 1);
    }

    [Fact]
    public void Sequence_OtherSeed_IsAnother() => Assert.NotEqual(new ScrambledSobol(2, 1).At(5, 1), new ScrambledSobol(2, 2).At(5, 1));

    [Fact]
    public void Sequence_Unscrambled_IsTheKnownOne()
    {
        // The second dimension has the direction numbers 1, 3, 5 and begins with these points; scrambling moves points within
        // cells of the same level together, so that points that share their first digits still share them.
        double[] plain = [0, 0.5, 0.75, 0.25, 0.625, 0.125, 0.375, 0.875];
        var points = new ScrambledSobol(2, 11);
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                Assert.Equal((int)(4 * plain[i]) == (int)(4 * plain[j]), (int)(4 * points.At(i, 1)) == (int)(4 * points.At(j, 1)));
            }
        }
    }

    protected override Sweeper Create() => Sweeper.QuasiRandom();

    protected override ISampler CreateSampler() => new QuasiRandomSampler();
}
