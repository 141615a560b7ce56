using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Boosting.Losses;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class ObjectiveTests
{
    public static TheoryData<BoostingLoss, double> Smooth => new()
    {
        { BoostingLoss.Logistic, 0 },
        { BoostingLoss.Softmax, 0 },
        { BoostingLoss.SquaredError, 0 },
        { BoostingLoss.Absolute, 0 },
        { BoostingLoss.Huber, 0.75 },
        { BoostingLoss.Quantile, 0.9 },
        { BoostingLoss.Poisson, 0 },
        { BoostingLoss.Tweedie, 1.3 },
    };

    [Theory]
    [MemberData(nameof(Smooth))]
    public void Derivatives_AnyLoss_EqualDifferences(BoostingLoss loss, double parameter)
    {
        var (objective, data, scores) = Setup(loss, parameter);
        var rows = data.Rows;
        objective.BeginRound(scores, rows, 1, CancellationToken.None);
        for (var output = 0; output < objective.Outputs; output++)
        {
            var pairs = new float[2 * rows];
            objective.Derivatives(data, scores, output, 0, pairs);
            for (var i = 0; i < rows; i++)
            {
                var at = (output * rows) + i;
                const float Step = 1f / 64;
                var (up, middle, down) = (LossAt(at, Step), LossAt(at, 0), LossAt(at, -Step));
                var gradient = (up - down) / (2 * Step);
                Assert.Equal(gradient, pairs[2 * i], 0.01 * (1 + Math.Abs(gradient)));
                if (loss is BoostingLoss.Logistic or BoostingLoss.Softmax or BoostingLoss.SquaredError or BoostingLoss.Poisson or BoostingLoss.Tweedie)
                {
                    var hessian = (up - (2 * middle) + down) / (Step * Step);
                    Assert.Equal(hessian, pairs[(2 * i) + 1], 0.01 * (1 + Math.Abs(hessian)));
                }
            }
        }

        double LossAt(int at, float change)
        {
            var before = scores[at];
            scores[at] += change;
            var value = objective.Loss(data, scores) * data.Weights!.Sum();
            scores[at] = before;
            return value;
        }
    }

    [Theory]
    [MemberData(nameof(Smooth))]
    public void BaseScores_AnyLoss_NoConstantIsBetter(BoostingLoss loss, double parameter)
    {
        var (objective, data, scores) = Setup(loss, parameter);
        var start = new float[objective.Outputs];
        objective.BaseScores(data, start);
        var best = LossOf(start);

        // Huber starts from the median, which is near its best constant, not on it.
        var slack = loss == BoostingLoss.Huber ? 0.05 : 1e-6;
        for (var k = 0; k < start.Length; k++)
        {
            foreach (var change in new[] { -0.25f, 0.25f })
            {
                var other = (float[])start.Clone();
                other[k] += change;
                Assert.True(LossOf(other) >= best - slack);
            }
        }

        double LossOf(float[] constants)
        {
            for (var k = 0; k < constants.Length; k++)
            {
                scores.AsSpan(k * data.Rows, data.Rows).Fill(constants[k]);
            }

            return objective.Loss(data, scores);
        }
    }

    [Theory]
    [InlineData(0.5, 3f)]
    [InlineData(0.1, 1f)]
    [InlineData(0.9, 9f)]
    [InlineData(0.75, 7f)]
    public void WeightedQuantile_Unweighted_MinimisesPinballLoss(double quantile, float expected)
        => Assert.Equal(expected, WeightedQuantile.Of(new float[] { 9, 1, 7, 3, 2 }, [], quantile));

    [Fact]
    public void WeightedQuantile_BetweenTwoValues_IsTheMiddle()
    {
        Assert.Equal(2.5f, WeightedQuantile.Of(new float[] { 4, 1, 3, 2 }, [], 0.5));
        Assert.Equal(1.5f, WeightedQuantile.Of(new float[] { 2, 1 }, new float[] { 3, 3 }, 0.5));
        Assert.Equal(2f, WeightedQuantile.Of(new float[] { 1, 2 }, new float[] { 1, 3 }, 0.5));
    }

    private static (Objective Objective, TrainingData Data, float[] Scores) Setup(BoostingLoss loss, double parameter)
    {
        var options = new BoostingOptions { Loss = loss, LossParameter = parameter, Classes = loss == BoostingLoss.Softmax ? 3 : 0 };
        options.Validate();
        var objective = Objective.Of(options);
        float[] labels = loss is BoostingLoss.Logistic ? [0, 1, 1, 0, 1, 0, 1] : [0, 1, 2, 1, 0, 2, 2];
        var data = new TrainingData(new FloatMatrix(7, 1), labels, [1, 2, 0.5f, 1, 1, 3, 1]);
        var random = new Random(4);
        return (objective, data, [.. Enumerable.Range(0, 7 * objective.Outputs).Select(_ => random.NextSingle() + 0.1f)]);
    }
}
