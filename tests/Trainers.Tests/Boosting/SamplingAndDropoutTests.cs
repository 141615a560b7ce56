using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class SamplingAndDropoutTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dropout_RunningScores_AreThoseOfTheModel(bool xgboostScaling)
    {
        var data = Data(500, 3);
        var options = Options with { Trees = 30, Dropout = new DropoutOptions { Rate = 0.3, SkipRate = 0.2, XGBoostScaling = xgboostScaling } };

        var session = new HistGradientBoosting().Start(options, data);
        session.RunTo(30);

        Assert.Equal(Loss(session.CreateModel(), data), session.TrainingLoss(), 4);
        Assert.NotEqual(Loss(new HistGradientBoosting().Fit(options with { Dropout = null }, data), data), session.TrainingLoss(), 4);
    }

    [Fact]
    public void Dropout_OneTreeLeftOut_ShrinksBothByHalf()
    {
        // The second tree is grown without the first, so that both are the same tree, each taken half.
        var data = Data(300, 5);
        var one = new HistGradientBoosting().Fit(Options with { Trees = 1 }, data);
        var two = new HistGradientBoosting().Fit(Options with { Trees = 2, Dropout = new DropoutOptions { Rate = 1, SkipRate = 0, Uniform = true } }, data);

        Assert.Equal(2, two.Trees.Count);
        foreach (var tree in two.Trees)
        {
            Assert.Equal(one.Trees[0].Thresholds, tree.Thresholds);
            Assert.Equal(one.Trees[0].LeafValues.Select(value => value / 2), tree.LeafValues, (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void Dropout_WithValidationOrCheckpoint_Throws()
    {
        var data = Data(100, 1);
        var options = Options with { Dropout = new DropoutOptions() };

        Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Start(options, data, data));
        Assert.Throws<NotSupportedException>(() => new HistGradientBoosting().Start(options, data).Checkpoint());
    }

    [Fact]
    public void GradientSampling_SameSeed_SameTreesAtAnyThreads()
    {
        var data = Data(3000, 7);
        var options = Options with { Trees = 20, LearningRate = 0.3, GradientSampling = new GradientSamplingOptions() };

        var one = new HistGradientBoosting().Fit(options, data);
        var two = new HistGradientBoosting().Fit(options with { Threads = 3 }, data);
        var plain = new HistGradientBoosting().Fit(options with { GradientSampling = null }, data);

        Assert.Equal(one.Trees.SelectMany(tree => tree.LeafValues), two.Trees.SelectMany(tree => tree.LeafValues));
        Assert.Equal(plain.Trees.Take(3).SelectMany(tree => tree.LeafValues), one.Trees.Take(3).SelectMany(tree => tree.LeafValues));
        Assert.NotEqual(plain.Trees.SelectMany(tree => tree.LeafValues), one.Trees.SelectMany(tree => tree.LeafValues));
        Assert.Equal(Loss(plain, data), Loss(one, data), 0.05);
    }

    [Fact]
    public void GradientSampler_Choose_TakesTheLargestAndEnlargesTheOthers()
    {
        var options = Options with { GradientSampling = new GradientSamplingOptions { LargeShare = 0.2, OtherShare = 0.3 } };
        var pairs = Enumerable.Range(0, 100).SelectMany(i => new float[] { i - 50, 1 }).ToArray();
        var isChosen = new bool[100];

        new GradientSampler(options, 100).Choose(pairs, 4, isChosen);

        Assert.Equal(50, isChosen.Count(chosen => chosen));
        Assert.All(Enumerable.Range(0, 100), i =>
        {
            var isLarge = Math.Abs(i - 50) > 40;
            Assert.True(!isLarge || isChosen[i]);
            var factor = isChosen[i] && Math.Abs(i - 50) < 40 ? 80f / 30 : 1;
            Assert.True(Math.Abs(i - 50) == 40 || Math.Abs(pairs[2 * i] - (factor * (i - 50))) < 1e-3);
        });
    }

    [Fact]
    public void LeastSquaresSplits_FirstTree_IsTheNaiveOne()
    {
        var data = Data(200, 11);
        var model = new HistGradientBoosting().Fit(
            Options with { Trees = 1, Leaves = 2, MinRowsPerLeaf = 5, LearningRate = 0.5, LeastSquaresSplits = true, StartFromMean = false, MinHessianPerLeaf = 0 }, data);

        var tree = model.Trees[0];
        var gradients = data.Labels.Select(label => 0.5 - label).ToArray();
        var (feature, rows) = NaiveSplit(data, gradients, 5);
        Assert.Equal(feature, tree.SplitFeatures[0]);
        var left = Enumerable.Range(0, data.Rows).Where(i => data.Features.Row(i)[feature] <= tree.Thresholds[0]).ToArray();
        Assert.Equal(rows, left.Length);

        // Every second derivative of the first round is 1/4.
        Assert.Equal(-0.5 * left.Sum(i => gradients[i]) / (left.Length / 4.0), tree.LeafValues[~tree.Left[0]], 4);
    }

    [Fact]
    public void MaxLeafValue_SmallLimit_BoundsEveryLeaf()
    {
        var model = new HistGradientBoosting().Fit(Options with { Trees = 10, LearningRate = 1, MaxLeafValue = 0.2 }, Data(400, 2));

        Assert.All(model.Trees, tree => Assert.All(tree.LeafValues, value => Assert.InRange(value, -0.2f, 0.2f)));
        Assert.Contains(model.Trees, tree => tree.LeafValues.Contains(0.2f));
    }

    [Fact]
    public void Validate_OptionsThatDoNotGoTogether_Throws()
    {
        Assert.Throws<ArgumentException>(() => (Options with { GradientSampling = new GradientSamplingOptions(), RowSampling = 0.5 }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { GradientSampling = new GradientSamplingOptions { LargeShare = 0.8, OtherShare = 0.3 } }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { Dropout = new DropoutOptions { Rate = 0 } }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { LeastSquaresSplits = true, Monotone = [1] }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { MaxLeafValue = -1 }).Validate());
    }

    private static BoostingOptions Options => new() { Leaves = 6, MinRowsPerLeaf = 5 };

    private static TrainingData Data(int rows, int seed)
    {
        var random = new Random(seed);
        var features = new FloatMatrix(rows, 4);
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                features.Values[(i * 4) + j] = random.NextSingle();
            }

            labels[i] = features.Values[i * 4] + (0.5f * features.Values[(i * 4) + 1]) + (0.4f * random.NextSingle()) > 0.95f ? 1 : 0;
        }

        return new TrainingData(features, labels);
    }

    private static double Loss(TreeEnsembleModel model, TrainingData data)
        => Enumerable.Range(0, data.Rows).Average(i =>
        {
            var score = new float[1];
            model.PredictRow(data.Features.Row(i), score);
            return Math.Log(1 + Math.Exp(data.Labels[i] > 0 ? -score[0] : score[0]));
        });

    /// <summary>The split with the largest sum of squared sums over counts, and how many rows go left.</summary>
    private static (int Feature, int Left) NaiveSplit(TrainingData data, double[] gradients, int least)
    {
        var (best, feature, count) = (double.NegativeInfinity, -1, 0);
        for (var j = 0; j < data.Features.Columns; j++)
        {
            var order = Enumerable.Range(0, data.Rows).OrderBy(i => data.Features.Row(i)[j]).ToArray();
            double left = 0, total = gradients.Sum();
            for (var k = 1; k < order.Length; k++)
            {
                left += gradients[order[k - 1]];
                var gain = (left * left / k) + ((total - left) * (total - left) / (order.Length - k));
                if (k >= least && order.Length - k >= least && gain > best)
                {
                    (best, feature, count) = (gain, j, k);
                }
            }
        }

        return (feature, count);
    }
}
