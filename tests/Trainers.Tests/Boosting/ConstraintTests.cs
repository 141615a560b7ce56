using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData(BoostingLoss.SquaredError, false, 0)]
    [InlineData(BoostingLoss.SquaredError, true, 0)]
    [InlineData(BoostingLoss.SquaredError, false, 2)]
    [InlineData(BoostingLoss.Logistic, false, 0)]
    public void Fit_MonotoneColumns_AreNeverBroken(BoostingLoss loss, bool extra, double l1)
    {
        var random = new Random(1);
        var features = Rows.Features(1500, 3, 60, 2, missing: 0.05);
        var labels = new float[1500];
        for (var i = 0; i < labels.Length; i++)
        {
            // Rising in the first and falling in the second column but for waves and noise that tempt to break it.
            var row = features.Row(i);
            var value = (float.IsNaN(row[0]) ? 0 : (row[0] / 4) + (4 * MathF.Sin(row[0] / 2))) - (float.IsNaN(row[1]) ? 0 : row[1] / 8) + random.Next(-3, 4);
            labels[i] = loss == BoostingLoss.Logistic ? (value > 0 ? 1 : 0) : value;
        }

        var options = new BoostingOptions { Loss = loss, Trees = 40, Monotone = [1, -1, 0], ExtraTrees = extra, MinRowsPerLeaf = 5, L1 = l1 };
        var data = new TrainingData(features, labels);
        var model = new HistGradientBoosting().Fit(options, data);
        Assert.True(Breaks(model, 0, 1) == 0 && Breaks(model, 1, -1) == 0);
        Assert.True(model.SplitImportance()[0] > 20);
        Assert.True(Breaks(new HistGradientBoosting().Fit(options with { Monotone = null }, data), 0, 1) > 0);
    }

    [Fact]
    public void Fit_RandomSettings_NeverBreakMonotoneColumns()
    {
        var random = new Random(11);
        BoostingLoss[] losses = [BoostingLoss.SquaredError, BoostingLoss.Logistic, BoostingLoss.Poisson, BoostingLoss.Tweedie, BoostingLoss.Huber, BoostingLoss.Softmax];
        var splits = 0.0;
        for (var trial = 0; trial < 36; trial++)
        {
            var loss = losses[trial % losses.Length];
            var features = Rows.Features(500, 3, 60, trial, missing: random.Next(2) * 0.1);
            var labels = features.Values.Chunk(3).Select(row => Label(loss, row, random)).ToArray();
            var weights = random.Next(2) == 0 ? null : labels.Select(_ => random.NextSingle() + 0.1f).ToArray();
            var options = new BoostingOptions
            {
                Loss = loss,
                Classes = loss == BoostingLoss.Softmax ? 3 : 0,
                Trees = 15,
                Monotone = [1, -1, 0],
                Leaves = random.Next(2, 40),
                MaxDepth = random.Next(2) * random.Next(2, 6),
                MinRowsPerLeaf = random.Next(1, 15),
                LevelWise = random.Next(2) == 0,
                ExtraTrees = random.Next(3) == 0,
                L1 = random.Next(3),
                L2 = random.Next(3),
                LearningRate = random.NextDouble() + 0.1,
                RowSampling = random.Next(2) == 0 ? 1 : 0.6,
                ColumnSampling = random.Next(2) == 0 ? 1 : 0.7,
                ColumnSamplingByNode = random.Next(2) == 0 ? 1 : 0.7,
                MaxBins = random.Next(3, 256),
                Seed = trial,
            };
            var model = new HistGradientBoosting().Fit(options, new TrainingData(features, labels, weights));
            Assert.True(Breaks(model, 0, 1) == 0 && Breaks(model, 1, -1) == 0, $"trial {trial}: {options}");
            splits += model.SplitImportance()[0] + model.SplitImportance()[1];
        }

        Assert.True(splits > 1000);
    }

    private static float Label(BoostingLoss loss, float[] row, Random random)
    {
        var value = (float.IsNaN(row[0]) ? 0 : (row[0] / 6) + (4 * MathF.Sin(row[0]))) - (float.IsNaN(row[1]) ? 0 : row[1] / 8) + random.Next(-3, 4);
        return loss switch
        {
            BoostingLoss.Logistic => value > 0 ? 1 : 0,
            BoostingLoss.Softmax => value > 3 ? 2 : value > 0 ? 1 : 0,
            BoostingLoss.Poisson or BoostingLoss.Tweedie => MathF.Max(0, MathF.Floor(value + 5)),
            _ => value,
        };
    }

    [Fact]
    public void Fit_AllFree_EqualsNoConstraints()
    {
        var data = Rows.Regression(500, 4, 1, missing: 0.1);
        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Trees = 5 };
        Assert.Equal(HistGradientBoostingTests.Bytes(options, data), HistGradientBoostingTests.Bytes(options with { Monotone = [0, 0, 0, 0] }, data));
    }

    [Fact]
    public void Fit_LevelWise_FillsALevelBeforeTheNext()
    {
        var data = Rows.Regression(4000, 5, 3);
        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Trees = 3, Leaves = 12, LevelWise = true };
        foreach (var tree in new HistGradientBoosting().Fit(options, data).Trees)
        {
            var depths = Depths(tree);
            Assert.InRange(depths.Max() - depths.Min(), 0, 1);
        }
    }

    [Fact]
    public void Start_MonotoneThatDoesNotFit_IsRefused()
    {
        var data = Rows.Regression(50, 2, 1);
        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Monotone = [1] };
        Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Start(options, data));
        var error = Assert.Throws<ArgumentException>(() => (options with { Monotone = [2, 0], Loss = BoostingLoss.Absolute }).Validate());
        Assert.Equal("BoostingOptions: Monotone is [2, 0]; it must be -1, 0 or 1 for each column. Monotone is set; it must be null for Absolute.", error.Message);
    }

    private static int Breaks(TreeEnsembleModel model, int column, int direction)
    {
        var random = new Random(9);
        var breaks = 0;
        var score = new float[model.Outputs];
        for (var trial = 0; trial < 100; trial++)
        {
            float[] row = [random.Next(-30, 30), random.Next(-30, 30), random.Next(-30, 30)];
            var before = float.NaN;
            for (row[column] = -31; row[column] < 31; row[column] += 0.5f)
            {
                model.PredictRow(row, score);
                breaks += direction * (score[0] - before) < -1e-5 * Math.Max(1, MathF.Abs(before)) ? 1 : 0;
                before = score[0];
            }
        }

        return breaks;
    }

    private static List<int> Depths(Tree tree)
    {
        var depths = new List<int>();
        Visit(0, 0);
        return depths;

        void Visit(int node, int depth)
        {
            if (node < 0)
            {
                depths.Add(depth);
                return;
            }

            Visit(tree.Left[node], depth + 1);
            Visit(tree.Right[node], depth + 1);
        }
    }
}
