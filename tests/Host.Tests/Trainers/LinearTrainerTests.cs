using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class LinearTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void LbfgsLogisticRegression_WeightsByHand_GiveTheScoreAndTheProbability()
    {
        var rows = SampleRows.Binary(300);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var transformer = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data);

        var model = transformer.Model.SubModel;
        var scored = transformer.Transform(data);
        var scores = scored.Read<float>("Score");
        var probabilities = scored.Read<float>("Probability");

        Assert.Equal(BinaryRow.Width, model.Weights.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            var expected = model.Bias + rows[i].Features.Zip(model.Weights, (x, w) => x * w).Sum();
            Assert.Equal(expected, scores[i], 4);
            Assert.Equal(1 / (1 + Math.Exp(-expected)), probabilities[i], 4);
        }
    }

    [Fact]
    public void LbfgsLogisticRegression_Defaults_ReachTheMinimumOfThePenalisedLoss()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(300));
        var rows = SampleRows.Binary(300);
        var model = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data).Model.SubModel;
        var found = model.Weights.Select(w => (double)w).Append(model.Bias).ToArray();

        var best = Objective(rows, found);

        for (var i = 0; i < found.Length; i++)
        {
            foreach (var step in new[] { -0.02, 0.02 })
            {
                var moved = (double[])found.Clone();
                moved[i] += step;
                Assert.True(Objective(rows, moved) > best - 1e-4, $"Moving weight {i} by {step} lowers the objective.");
            }
        }
    }

    [Fact]
    public void LbfgsLogisticRegression_StrongL1_GivesZeroWeights()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(200));

        var model = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 1000).Fit(data).Model.SubModel;

        Assert.All(model.Weights, weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void LbfgsPoissonRegression_Scores_AreExponentials()
    {
        var rows = SampleRows.Regression(300);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var transformer = _ml.Regression.Trainers.LbfgsPoissonRegression().Fit(data);

        var scores = transformer.Transform(data).Read<float>("Score");

        for (var i = 0; i < rows.Length; i++)
        {
            var expected = Math.Exp(transformer.Model.Bias + rows[i].Features.Zip(transformer.Model.Weights, (x, w) => x * w).Sum());
            Assert.Equal(expected, scores[i], 3);
        }
    }

    [Fact]
    public void Options_Defaults_AreThoseOfMLNet()
    {
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options();

        Assert.Equal((1f, 1f, 1e-7f, 20, int.MaxValue), (options.L1Regularization, options.L2Regularization, options.OptimizationTolerance, options.HistorySize, options.MaximumNumberOfIterations));
    }

    private static double Objective(BinaryRow[] rows, double[] weights)
    {
        double sum = 0;
        foreach (var row in rows)
        {
            var score = weights[^1];
            for (var j = 0; j < row.Features.Length; j++)
            {
                score += weights[j] * row.Features[j];
            }

            sum += Math.Log(1 + Math.Exp(row.Label ? -score : score));
        }

        return sum + weights[..^1].Sum(w => Math.Abs(w) + (w * w / 2));
    }
}
