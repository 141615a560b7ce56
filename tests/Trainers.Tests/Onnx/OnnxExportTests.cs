using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Linear;
using MLNetTuning.Trainers.Onnx;
using MLNetTuning.Trainers.Tests.Boosting;
using MLNetTuning.Trainers.Tests.Linear;

namespace MLNetTuning.Trainers.Tests.Onnx;

/// <summary>What ONNX Runtime says of a file is what the model says.</summary>
public sealed class OnnxExportTests(OnnxRuntime runtime) : IClassFixture<OnnxRuntime>
{
    private const double Close = 1e-4;

    [Theory]
    [InlineData(BoostingLoss.Logistic)]
    [InlineData(BoostingLoss.Softmax)]
    [InlineData(BoostingLoss.SquaredError)]
    [InlineData(BoostingLoss.Poisson)]
    public void Write_BoostedTrees_ScoresEqual(BoostingLoss loss)
    {
        var data = loss switch
        {
            BoostingLoss.Logistic => Rows.Binary(700, 6, 1, missing: 0.15),
            BoostingLoss.Softmax => Rows.Multiclass(700, 6, 4, 1),
            BoostingLoss.Poisson => new TrainingData(Rows.Features(700, 6, 40, 1, 0.1), [.. Enumerable.Range(0, 700).Select(i => (float)(i % 7))]),
            _ => Rows.Regression(700, 6, 1, missing: 0.15),
        };
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Loss = loss, Classes = loss == BoostingLoss.Softmax ? 4 : 0, Trees = 60 }, data);
        AssertEqual(model, Strange(data.Features));
    }

    [Fact]
    public void Write_CategoriesMissingAndUnseen_ScoresEqual()
    {
        var random = new Random(5);
        var features = new FloatMatrix(3000, 3);
        var labels = new float[3000];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = features.Row(i);
            (row[0], row[1], row[2]) = (random.Next(60), random.Next(5) == 0 ? float.NaN : 1000 + random.Next(300), random.NextSingle());
            labels[i] = ((int)row[0] * 7 % 11) + (float.IsNaN(row[1]) ? 3 : (int)row[1] * 3 % 5) + row[2];
        }

        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Categorical = [0, 1], Trees = 40, MinRowsPerCategory = 3 };
        var model = new HistGradientBoosting().Fit(options, new TrainingData(features, labels));
        Assert.True(model.Trees.Sum(t => t.CategorySets.Count(s => s?.Length > 3)) > 50);
        var rows = features.Select([.. Enumerable.Range(0, 3000)]);
        (rows.Row(0)[0], rows.Row(1)[0], rows.Row(2)[0], rows.Row(3)[0]) = (999, float.NaN, 3.5f, -1);
        (rows.Row(4)[1], rows.Row(5)[1], rows.Row(6)[2]) = (5, 2000.5f, float.NaN);
        AssertEqual(model, rows);
    }

    [Fact]
    public void Write_ForestsStumpsAndConstants_ScoresEqual()
    {
        var data = Rows.Multiclass(400, 4, 3, 1);
        var forest = new ForestTrainer().Fit(new ForestOptions { Task = PredictionTask.Multiclass, Classes = 3, Trees = 15 }, data);
        AssertEqual(forest, data.Features);
        AssertEqual(new TreeEnsembleModel(4, [0.5f, -1, 2], []), data.Features);
        AssertEqual(new TreeEnsembleModel(4, [0.25f], [new Tree([], [], [], [], [], [3])]) { Link = ScoreLink.Logistic }, data.Features);
        var parts = new Tree([2], [float.PositiveInfinity], [~1], [~0], [false], [10, 20]);
        AssertEqual(new TreeEnsembleModel(4, [0], [parts]), Rows.Features(50, 4, 10, 3, missing: 0.5));
    }

    [Theory]
    [InlineData(ScoreLink.Logistic)]
    [InlineData(ScoreLink.Softmax)]
    [InlineData(ScoreLink.Exponential)]
    [InlineData(ScoreLink.Identity)]
    public void Write_LinearModels_ScoresEqual(ScoreLink link)
    {
        var binary = LinearRows.Binary(500, 7, 1);
        var counts = new TrainingData(binary.Features, [.. binary.Labels.Select((y, i) => y + (i % 3))]);
        var model = link switch
        {
            ScoreLink.Logistic => LogisticRegression.Fit(new LinearOptions(), binary),
            ScoreLink.Softmax => SoftmaxRegression.Fit(new LinearOptions(), 4, counts),
            ScoreLink.Exponential => PoissonRegression.Fit(new LinearOptions(), counts),
            _ => RidgeRegression.Fit(new LinearOptions(), counts),
        };
        Assert.Equal(link, model.Link);
        var scores = new float[500 * model.Outputs];
        model.Predict(binary.Features, scores);
        AssertEqual(runtime.Run(s => OnnxExport.Write(model, s), binary.Features), scores, model.Predictions(binary.Features), link);
    }

    [Fact]
    public void Write_ModelsThatOnnxCannotHold_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => OnnxExport.Write(new TreeEnsembleModel(0, [1], []), Stream.Null));
        var tree = new Tree([0], [0], [~0], [~1], [false], [1, 2]) { CategorySets = [[(1 << 24) + 1]] };
        var error = Assert.Throws<ArgumentException>(() => OnnxExport.Write(new TreeEnsembleModel(1, [0], [tree]), Stream.Null));
        Assert.StartsWith("A split names a category above 16777216", error.Message, StringComparison.Ordinal);
    }

    private void AssertEqual(TreeEnsembleModel model, FloatMatrix rows)
    {
        var scores = new float[rows.Rows * model.Outputs];
        model.Predict(rows, scores);
        AssertEqual(runtime.Run(s => OnnxExport.Write(model, s), rows), scores, model.Predictions(rows), model.Link);
    }

    private static void AssertEqual(Dictionary<string, (int[] Dimensions, double[] Values)> given, float[] scores, FloatMatrix predictions, ScoreLink link)
    {
        var rows = predictions.Rows;
        Assert.Equal([rows, predictions.Columns], given["scores"].Dimensions);
        AssertClose(scores, given["scores"].Values);
        if (link is ScoreLink.Identity or ScoreLink.Exponential)
        {
            Assert.Equal(["predictions", "scores"], given.Keys.Order());
            AssertClose(predictions.Values, given["predictions"].Values);
            return;
        }

        Assert.Equal(["label", "probabilities", "scores"], given.Keys.Order());
        var expected = link == ScoreLink.Logistic ? predictions.Values.SelectMany(p => new[] { 1 - p, p }).ToArray() : predictions.Values;
        AssertClose(expected, given["probabilities"].Values);
        var classes = expected.Length / rows;
        Assert.Equal([rows], given["label"].Dimensions);
        for (var i = 0; i < rows; i++)
        {
            Assert.True(expected[(i * classes) + (int)given["label"].Values[i]] >= expected.AsSpan(i * classes, classes).ToArray().Max() - Close);
        }
    }

    private static void AssertClose(float[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Close * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    // Infinities and numbers between the thresholds.
    private static FloatMatrix Strange(FloatMatrix features)
    {
        var rows = features.Select([.. Enumerable.Range(0, features.Rows)]);
        for (var j = 0; j < rows.Columns; j++)
        {
            (rows.Row(j)[j], rows.Row(j + 10)[j], rows.Row(j + 20)[j]) = (float.PositiveInfinity, float.NegativeInfinity, float.NaN);
            rows.Row(j + 30)[j] += 0.5f;
        }

        return rows;
    }
}
