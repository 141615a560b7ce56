using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class ForestTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void FastForest_TwoClasses_GivesScoresWithoutProbabilities()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(1000));

        var scored = _ml.BinaryClassification.Trainers.FastForest().Fit(data).Transform(data);

        Assert.Equal(["Label", "Features", "Weight", "PredictedLabel", "Score"], scored.Schema.Select(column => column.Name));
        Assert.Equal(scored.Read<float>("Score").Select(score => score > 0), scored.Read<bool>("PredictedLabel"));
        Assert.InRange(_ml.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve, 0.9, 1);
    }

    [Fact]
    public void FastForest_TwoClasses_ScoreIsTheSumOfTreesFromMinusOneToOne()
    {
        var rows = SampleRows.Binary(300);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var transformer = _ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 10, minimumExampleCountPerLeaf: 2).Fit(data);

        var trees = transformer.Model.TrainedTreeEnsemble.Trees;
        var scores = transformer.Transform(data).Read<float>("Score");

        Assert.InRange(trees.Count, 1, 10);
        Assert.All(trees, tree => Assert.All(tree.LeafValues, value => Assert.InRange(value, -1.0001, 1.0001)));
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.Equal(trees.Sum(tree => Walk(tree, rows[i].Features)), scores[i], 3);
        }
    }

    [Fact]
    public void FastForest_Regression_ScoreIsTheMeanOfTheTrees()
    {
        var rows = SampleRows.Regression(300);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var transformer = _ml.Regression.Trainers.FastForest(numberOfTrees: 10, minimumExampleCountPerLeaf: 2).Fit(data);

        var trees = transformer.Model.TrainedTreeEnsemble.Trees;
        var scores = transformer.Transform(data).Read<float>("Score");

        for (var i = 0; i < rows.Length; i++)
        {
            Assert.Equal(trees.Average(tree => Walk(tree, rows[i].Features)), scores[i], 3);
        }
    }

    [Fact]
    public void FastForest_WithPlatt_GivesProbabilities()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(1000));
        var pipeline = _ml.BinaryClassification.Trainers.FastForest().Append(_ml.BinaryClassification.Calibrators.Platt());

        var scored = pipeline.Fit(data).Transform(data);

        Assert.InRange(_ml.BinaryClassification.Evaluate(scored).LogLoss, 0, 0.7);
        Assert.Equal(scored.Read<bool>("Label").Average(label => label ? 1.0 : 0), scored.Read<float>("Probability").Average(), 0.03);
    }

    [Fact]
    public void Options_Defaults_AreThoseOfMLNet()
    {
        var options = new FastForestBinaryTrainer.Options();

        Assert.Equal((20, 100, 10), (options.NumberOfLeaves, options.NumberOfTrees, options.MinimumExampleCountPerLeaf));
        Assert.Equal((0.7, 0.7, 0.7, 1), (options.FeatureFraction, options.FeatureFractionPerSplit, options.BaggingExampleFraction, options.BaggingSize));
    }

    private static double Walk(RegressionTreeBase tree, float[] row)
    {
        var node = tree.NumberOfNodes == 0 ? ~0 : 0;
        while (node >= 0)
        {
            node = row[tree.NumericalSplitFeatureIndexes[node]] <= tree.NumericalSplitThresholds[node] ? tree.LeftChild[node] : tree.RightChild[node];
        }

        return tree.LeafValues[~node];
    }
}
