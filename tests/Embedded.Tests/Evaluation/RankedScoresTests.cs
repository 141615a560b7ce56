using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Evaluation;

public sealed class RankedScoresTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(7, 2)]
    [InlineData(300, 4)]
    [InlineData(300, 1000)]
    public void AreaUnderRocCurve_RandomScores_IsTheShareOfPairsInOrder(int rows, int levels)
    {
        var (scores, positives) = Sample(rows, levels);

        var area = RankedScores.AreaUnderRocCurve(RankedScores.Order(scores), scores, positives);

        Assert.Equal(ByPairs(scores, positives), area, 10);
    }

    [Fact]
    public void Order_EqualScores_KeepTheirOrder()
        => Assert.Equal([2, 0, 1, 3], RankedScores.Order([1f, 1f, 3f, 0f]));

    [Fact]
    public void AreaUnderPrecisionRecallCurve_PerfectOrder_IsOne()
        => Assert.Equal(1, RankedScores.AreaUnderPrecisionRecallCurve(RankedScores.Order([3f, 2f, 1f]), [true, true, false]), 12);

    [Fact]
    public void AreaUnderPrecisionRecallCurve_WorstOrder_IsTheTrapezoidByHand()
    {
        // Order - - + +: precision 0 before the first positive, 1/3 at it, 1/2 at the second.
        var area = RankedScores.AreaUnderPrecisionRecallCurve(RankedScores.Order([4f, 3f, 2f, 1f]), [false, false, true, true]);

        Assert.Equal((0.5 * (0 + (1.0 / 3)) / 2) + (0.5 * ((1.0 / 3) + 0.5) / 2), area, 12);
    }

    private static (float[] Scores, bool[] Positives) Sample(int rows, int levels)
    {
        var random = new Random(rows + levels);
        var scores = Enumerable.Range(0, rows).Select(_ => (float)random.Next(levels)).ToArray();
        var positives = Enumerable.Range(0, rows).Select(i => i == 0 || (i > 1 && random.Next(3) == 0)).ToArray();
        return (scores, positives);
    }

    private static double ByPairs(float[] scores, bool[] positives)
    {
        double won = 0;
        double pairs = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (positives[i] && !positives[j])
                {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        return won / pairs;
    }
}
