using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class BoosterTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Options_Defaults_AreThoseOfMLNet()
    {
        var dart = new DartBooster.Options();
        var goss = new GossBooster.Options();

        Assert.Equal((0.1, 1, 0.5, false, false), (dart.TreeDropFraction, dart.MaximumNumberOfDroppedTreesPerRound, dart.SkipDropFraction, dart.XgboostDartMode, dart.UniformDrop));
        Assert.Equal((0.2, 0.1), (goss.TopRate, goss.OtherRate));
    }

    [Fact]
    public void LightGbm_Dart_LearnsWithOtherTreesThanWithoutDropout()
    {
        var (train, test) = (Data(1), Data(2));

        var plain = Fit(new GradientBooster.Options(), train);
        var dart = Fit(new DartBooster.Options { SkipDropFraction = 0, TreeDropFraction = 0.3, MaximumNumberOfDroppedTreesPerRound = 5 }, train);

        Assert.InRange(Auc(dart, test), 0.88, 1);
        Assert.NotEqual(plain.Transform(test).Read<float>("Score"), dart.Transform(test).Read<float>("Score"));
    }

    [Fact]
    public void LightGbm_XgboostDart_Learns()
    {
        var model = Fit(new DartBooster.Options { SkipDropFraction = 0, XgboostDartMode = true, UniformDrop = true }, Data(1));

        Assert.InRange(Auc(model, Data(2)), 0.88, 1);
    }

    [Fact]
    public void LightGbm_Goss_Learns()
    {
        var model = Fit(new GossBooster.Options { TopRate = 0.3, OtherRate = 0.2 }, Data(1));

        Assert.InRange(Auc(model, Data(2)), 0.88, 1);
    }

    [Fact]
    public void FastTree_Dropout_Learns()
    {
        var binary = _ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfTrees = 30, DropoutRate = 0.2 }).Fit(Data(1));
        var rows = _ml.Data.LoadFromEnumerable(SampleRows.Regression(500));
        var regression = _ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfTrees = 30, DropoutRate = 0.2 }).Fit(rows);

        Assert.InRange(_ml.BinaryClassification.Evaluate(binary.Transform(Data(2))).AreaUnderRocCurve, 0.88, 1);
        Assert.InRange(_ml.Regression.Evaluate(regression.Transform(rows)).RSquared, 0.9, 1);
    }

    [Fact]
    public void FastTree_TwoTrees_StartFromNothingAndHoldNoBias()
    {
        var rows = Enumerable.Range(0, 100).Select(i => new RegressionRow { Label = 10, Features = [i, 1] });
        var model = _ml.Regression.Trainers.FastTree(numberOfTrees: 2, numberOfLeaves: 2, minimumExampleCountPerLeaf: 1).Fit(_ml.Data.LoadFromEnumerable(rows));
        var ensemble = model.Model.TrainedTreeEnsemble;

        Assert.Equal(0, ensemble.Bias);
        Assert.All(model.Transform(_ml.Data.LoadFromEnumerable(rows)).Read<float>("Score"), score => Assert.InRange(score, 0, 3.7f));
    }

    [Fact]
    public void FastTree_MaximumTreeOutput_BoundsTheLeaves()
    {
        var model = _ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfTrees = 10, MaximumTreeOutput = 0.25 }).Fit(Data(1));

        Assert.All(model.Model.SubModel.TrainedTreeEnsemble.Trees, tree => Assert.All(tree.LeafValues, value => Assert.InRange(value, -0.2501, 0.2501)));
        Assert.Contains(model.Model.SubModel.TrainedTreeEnsemble.Trees, tree => tree.LeafValues.Any(value => value > 0.2499));
    }

    [Fact]
    public void UnbalancedSets_FewPositives_RaisesTheirScores()
    {
        var rows = _ml.Data.LoadFromEnumerable(SampleRows.Binary(2000).Where((row, i) => !row.Label || i % 8 == 0));
        double Positives(bool unbalanced)
        {
            var model = _ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfTrees = 20, NumberOfLeaves = 4, UnbalancedSets = unbalanced }).Fit(rows);
            return model.Transform(rows).Read<bool>("PredictedLabel").Count(label => label);
        }

        Assert.True(Positives(true) > 1.2 * Positives(false));
    }

    [Fact]
    public void BadOptions_Throw()
    {
        Assert.ThrowsAny<ArgumentException>(() => Fit(new GossBooster.Options { TopRate = 1.5 }, Data(1)));
        Assert.ThrowsAny<ArgumentException>(() => Fit(new DartBooster.Options { TreeDropFraction = -1 }, Data(1)));
    }

    private IDataView Data(int seed) => _ml.Data.LoadFromEnumerable(SampleRows.Binary(1000, seed));

    private ITransformer Fit(BoosterParameterBase.OptionsBase booster, IDataView data)
        => _ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options { NumberOfIterations = 40, NumberOfLeaves = 8, Seed = 1, Booster = booster }).Fit(data);

    private double Auc(ITransformer model, IDataView data) => _ml.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve;
}
