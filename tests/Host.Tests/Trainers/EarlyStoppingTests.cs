using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class EarlyStoppingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void FastTree_RegressionWithRule_KeepsTheTreesUpToTheBestRound()
    {
        var (train, validation) = Regression();
        var trainer = _ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
        {
            NumberOfTrees = 300,
            NumberOfLeaves = 40,
            MinimumExampleCountPerLeaf = 1,
            LearningRate = 0.4,
            EarlyStoppingMetric = EarlyStoppingMetric.L2Norm,
            EarlyStoppingRule = new ConsecutiveGeneralityLossRule(5),
        });

        var model = trainer.Fit(train, validation);

        Assert.InRange(model.Model.TrainedTreeEnsemble.Trees.Count, 1, 150);
        Assert.InRange(_ml.Regression.Evaluate(model.Transform(validation)).RSquared, 0.6, 1);
    }

    [Fact]
    public void FastTree_BinaryWithRule_KeepsTheTreesUpToTheBestRound()
    {
        var (train, validation) = Binary();
        var trainer = _ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = 300,
            NumberOfLeaves = 40,
            MinimumExampleCountPerLeaf = 1,
            EarlyStoppingRule = new TolerantEarlyStoppingRule(0.02f),
        });

        var model = trainer.Fit(train, validation);

        Assert.InRange(model.Model.SubModel.TrainedTreeEnsemble.Trees.Count, 1, 299);
    }

    [Fact]
    public void FastTree_EveryRule_TrainsAndScores()
    {
        var (train, validation) = Regression();
        EarlyStoppingRuleBase[] rules = [new TolerantEarlyStoppingRule(), new GeneralityLossRule(), new LowProgressRule(), new GeneralityToProgressRatioRule(), new ConsecutiveGeneralityLossRule()];

        foreach (var rule in rules)
        {
            var trainer = _ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfTrees = 60, EarlyStoppingRule = rule });
            var (first, second) = (trainer.Fit(train, validation), trainer.Fit(train, validation));

            Assert.InRange(first.Model.TrainedTreeEnsemble.Trees.Count, 1, 60);
            Assert.Equal(first.Model.TrainedTreeEnsemble.Trees.Count, second.Model.TrainedTreeEnsemble.Trees.Count);
        }
    }

    [Fact]
    public void FastTree_Pruning_CutsWhatMakesTheValidationRowsWorse()
    {
        var (train, validation) = Regression();
        FastTreeRegressionTrainer.Options Options(bool prune) => new() { NumberOfTrees = 100, NumberOfLeaves = 60, MinimumExampleCountPerLeaf = 1, LearningRate = 0.5, EnablePruning = prune };

        var whole = _ml.Regression.Trainers.FastTree(Options(false)).Fit(train, validation).Model.TrainedTreeEnsemble.Trees.Count;
        var pruned = _ml.Regression.Trainers.FastTree(Options(true)).Fit(train, validation).Model.TrainedTreeEnsemble.Trees.Count;

        Assert.Equal(100, whole);
        Assert.InRange(pruned, 1, 99);
    }

    [Fact]
    public void FastTree_RuleWithoutValidation_Throws()
    {
        var trainer = _ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { EarlyStoppingRule = new GeneralityLossRule() });

        Assert.Throws<InvalidOperationException>(() => trainer.Fit(Regression().Train));
    }

    [Fact]
    public void Rules_BadNumbers_Throw()
    {
        Assert.ThrowsAny<ArgumentException>(() => new TolerantEarlyStoppingRule(-1));
        Assert.ThrowsAny<ArgumentException>(() => new GeneralityLossRule(1.5f));
        Assert.ThrowsAny<ArgumentException>(() => new LowProgressRule(0.1f, 0));
        Assert.ThrowsAny<ArgumentException>(() => new ConsecutiveGeneralityLossRule(0));
    }

    [Fact]
    public void LightGbm_EarlyStoppingRound_EndsBeforeTheLastRound()
    {
        var (train, validation) = Regression();
        var trainer = _ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            NumberOfIterations = 500,
            NumberOfLeaves = 60,
            MinimumExampleCountPerLeaf = 1,
            LearningRate = 0.5,
            EarlyStoppingRound = 5,
            EvaluationMetric = LightGbmRegressionTrainer.Options.EvaluateMetricType.MeanAbsoluteError,
        });

        Assert.InRange(trainer.Fit(train, validation).Model.TrainedTreeEnsemble.Trees.Count, 1, 200);
    }

    [Theory]
    [InlineData(LightGbmBinaryTrainer.Options.EvaluateMetricType.Default)]
    [InlineData(LightGbmBinaryTrainer.Options.EvaluateMetricType.Logloss)]
    [InlineData(LightGbmBinaryTrainer.Options.EvaluateMetricType.Error)]
    [InlineData(LightGbmBinaryTrainer.Options.EvaluateMetricType.AreaUnderCurve)]
    public void LightGbm_EveryMetric_StopsEarly(LightGbmBinaryTrainer.Options.EvaluateMetricType metric)
    {
        var (train, validation) = Binary();
        var trainer = _ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = 400,
            NumberOfLeaves = 40,
            MinimumExampleCountPerLeaf = 1,
            EarlyStoppingRound = 10,
            EvaluationMetric = metric,
        });

        Assert.InRange(trainer.Fit(train, validation).Model.SubModel.TrainedTreeEnsemble.Trees.Count, 1, 390);
    }

    private (IDataView Train, IDataView Validation) Binary()
        => (_ml.Data.LoadFromEnumerable(SampleRows.Binary(400, 1)), _ml.Data.LoadFromEnumerable(SampleRows.Binary(400, 2)));

    private (IDataView Train, IDataView Validation) Regression()
        => (_ml.Data.LoadFromEnumerable(Noisy(1)), _ml.Data.LoadFromEnumerable(Noisy(2)));

    /// <summary>Rows with so much noise that trees learn it by heart.</summary>
    private static IEnumerable<RegressionRow> Noisy(int seed)
    {
        var random = new Random(seed);
        return SampleRows.Regression(300, seed).Select(row => new RegressionRow { Features = row.Features, Label = row.Label + (2 * random.NextSingle()) }).ToArray();
    }
}
