using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Metrics;

public sealed class DecisionWeightsTests
{
    /// <summary>Rows of three classes of very different shares, with true probabilities, or with those of class 2 too low.</summary>
    private static (FloatMatrix Probabilities, float[] Labels) Rows(int count, int seed, double understated = 1)
    {
        var random = new Random(seed);
        var (probabilities, labels) = (new FloatMatrix(count, 3), new float[count]);
        for (var row = 0; row < count; row++)
        {
            double[] odds = [8 * Math.Exp(random.NextDouble() * 2), Math.Exp(random.NextDouble() * 4), 0.3 * Math.Exp(random.NextDouble() * 4)];
            var draw = random.NextDouble() * odds.Sum();
            labels[row] = draw < odds[0] ? 0 : draw < odds[0] + odds[1] ? 1 : 2;
            odds[2] *= understated;
            for (var k = 0; k < 3; k++)
            {
                probabilities.Row(row)[k] = (float)(odds[k] / odds.Sum());
            }
        }

        return (probabilities, labels);
    }

    private static double Macro((FloatMatrix Probabilities, float[] Labels) rows, float[] weights) => MulticlassMetrics.MacroAccuracy(DecisionWeights.Apply(rows.Probabilities, weights), rows.Labels);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Choose_BalancedAccuracy_GainsOnOtherRows(bool eachClass)
    {
        var (rows, others) = (Rows(4000, 1), Rows(4000, 2));
        var weights = DecisionWeights.Choose(rows.Probabilities, rows.Labels, DecisionMetric.BalancedAccuracy, eachClass);
        Assert.True(weights[2] > weights[1] && weights[1] > weights[0]);
        Assert.Equal(1, Math.Exp(weights.Average(weight => Math.Log(weight))), 1e-4);
        Assert.True(Macro(others, weights) > Macro(others, []) + 0.05);
    }

    [Fact]
    public void Choose_EachClass_IsAsGoodAsAnyOfAGrid()
    {
        var rows = Rows(600, 5, understated: 0.2);
        var found = Macro(rows, DecisionWeights.Choose(rows.Probabilities, rows.Labels, DecisionMetric.BalancedAccuracy, eachClass: true));
        var best = 0.0;
        for (var one = 0.1f; one < 100; one *= 1.2f)
        {
            for (var two = 0.1f; two < 100; two *= 1.2f)
            {
                best = Math.Max(best, Macro(rows, [1, one, two]));
            }
        }

        // A search along one weight after the other may end a little below the highest of all.
        Assert.InRange(found, best - 0.01, 1);
    }

    [Fact]
    public void Choose_ProbabilitiesOfOneClassTooLow_WeightsOfTheirOwnAreBetter()
    {
        var (rows, others) = (Rows(4000, 1, understated: 0.05), Rows(4000, 2, understated: 0.05));
        var shares = DecisionWeights.Choose(rows.Probabilities, rows.Labels, DecisionMetric.BalancedAccuracy, eachClass: false);
        var own = DecisionWeights.Choose(rows.Probabilities, rows.Labels, DecisionMetric.BalancedAccuracy, eachClass: true);
        Assert.True(Macro(others, own) > Macro(others, shares) + 0.02);
    }

    [Fact]
    public void Choose_AccuracyOfTrueProbabilities_LeavesThem()
    {
        var rows = Rows(4000, 1);
        Assert.Empty(DecisionWeights.Choose(rows.Probabilities, rows.Labels, DecisionMetric.Accuracy, eachClass: false));
    }

    [Fact]
    public void Choose_ManyClassesAndFewRows_KeepsToTheShares()
    {
        var random = new Random(3);
        var probabilities = new FloatMatrix(60, 12, [.. Enumerable.Range(0, 720).Select(_ => random.NextSingle())]);
        float[] labels = [.. Enumerable.Range(0, 60).Select(row => (float)(row % 12))];
        Assert.Equal(
            DecisionWeights.Choose(probabilities, labels, DecisionMetric.BalancedAccuracy, eachClass: false), DecisionWeights.Choose(probabilities, labels, DecisionMetric.BalancedAccuracy, eachClass: true));
    }

    [Fact]
    public void Choose_ClassWithoutRows_GetsAFiniteWeight()
    {
        var (probabilities, labels) = Rows(500, 1);
        var fourth = new FloatMatrix(500, 4);
        for (var row = 0; row < 500; row++)
        {
            probabilities.Row(row).CopyTo(fourth.Row(row));
        }

        Assert.All(DecisionWeights.Choose(fourth, labels, DecisionMetric.BalancedAccuracy, eachClass: true), weight => Assert.True(weight > 0 && float.IsFinite(weight)));
    }

    [Fact]
    public void PredictedClass_Weights_IsTheHighestProduct()
    {
        Assert.Equal(0, DecisionWeights.PredictedClass([0.5f, 0.3f, 0.2f], []));
        Assert.Equal(2, DecisionWeights.PredictedClass([0.5f, 0.3f, 0.2f], [1, 1.5f, 4]));
        Assert.Equal(0, DecisionWeights.PredictedClass([0.5f, 0.25f, 0.25f], [1, 2, 2]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void PredictedClass_NotOneWeightAClass_IsRefused(int count)
    {
        float[] weights = [.. Enumerable.Repeat(1f, count)];
        Assert.Contains($"{count} weights for 3 classes", Assert.Throws<ArgumentException>(() => DecisionWeights.PredictedClass([0.5f, 0.3f, 0.2f], weights)).Message);
        Assert.Contains($"{count} weights for 3 classes", Assert.Throws<ArgumentException>(() => DecisionWeights.Apply(new FloatMatrix(2, 3), weights)).Message);
    }

    [Fact]
    public void Choose_WrongInput_SaysWhatIsAllowed()
    {
        var (probabilities, labels) = Rows(10, 1);
        Assert.Contains("BalancedAccuracy", Assert.Throws<ArgumentOutOfRangeException>(() => DecisionWeights.Choose(probabilities, labels, DecisionMetric.F1Score, false)).Message);
        Assert.Contains("9 labels", Assert.Throws<ArgumentException>(() => DecisionWeights.Choose(probabilities, labels[1..], DecisionMetric.Accuracy, false)).Message);
        labels[3] = 3;
        Assert.Contains("row 3", Assert.Throws<ArgumentException>(() => DecisionWeights.Choose(probabilities, labels, DecisionMetric.Accuracy, false)).Message);
    }
}
