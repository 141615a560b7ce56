using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Onnx;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Onnx;

/// <summary>Networks of every kind, and every encoding before them, score in ONNX Runtime as they do here.</summary>
public sealed class OnnxNetworkTests(OnnxRuntime runtime) : IClassFixture<OnnxRuntime>
{
    private const double Close = 1e-4;

    public static TheoryData<string> Kinds() => new(NetworkKinds.Names.ToArray());

    public static TheoryData<FeatureScaling> Scalings() => new(Enum.GetValues<FeatureScaling>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_EveryKindOfNetwork_ScoresEqual(string name)
    {
        foreach (var task in Enum.GetValues<PredictionTask>())
        {
            var spec = NetworkKinds.Spec(name, task);
            var data = NetworkKinds.Data(spec, 150);
            var model = new NetworkModel(NetworkKinds.Weights(spec, data));
            AssertEqual(model, runtime.Run(s => OnnxExport.Write(model, s), data.Features), Samples.Predict(model, data.Features));
        }
    }

    [Fact]
    public void Write_ExponentialMembers_ScoresEqual()
    {
        var spec = NetworkKinds.Spec("tabm", PredictionTask.Regression) with { IsExponential = true };
        var data = NetworkKinds.Data(spec, 150);
        var weights = NetworkKinds.Weights(spec, data);
        (weights.LowestTarget, weights.HighestTarget) = (1.5, 6);
        var model = new NetworkModel(weights);
        AssertEqual(model, runtime.Run(s => OnnxExport.Write(model, s), data.Features), Samples.Predict(model, data.Features));
    }

    [Theory]
    [MemberData(nameof(Scalings))]
    public void Write_TableEncoder_ScoresEqual(FeatureScaling scaling)
    {
        foreach (var task in Enum.GetValues<PredictionTask>())
        {
            var (table, labels) = (Table(400), Samples.Make(task, 400, 3).Labels);
            var kinds = new[] { ColumnKind.Numeric, ColumnKind.Numeric, ColumnKind.Category, ColumnKind.Category, ColumnKind.Auto, ColumnKind.Category, ColumnKind.Numeric };
            var encoder = TableEncoder.Fit(table, new TableEncoderOptions { Kinds = kinds, Scaling = scaling, OneHotLimit = 6 });
            Assert.Single(encoder.Inputs.Categories);
            var recipe = NetworkRecipe.RealMlp(task, encoder.Inputs, Samples.Outputs(task));
            var model = Train(recipe.Spec with { Blocks = [recipe.Spec.Blocks[0] with { Width = 20 }] }, encoder.Transform(table), labels);
            var predictor = new NetworkPredictor(model, encoder);
            var rows = Strange(table);
            AssertEqual(model, runtime.Run(s => OnnxExport.Write(predictor, s), rows), Samples.Predict(model, encoder.Transform(rows)));
        }
    }

    [Theory]
    [InlineData(FeatureScaling.MeanVariance, 0)]
    [InlineData(FeatureScaling.RobustSmoothClip, 8)]
    [InlineData(FeatureScaling.QuantileNormal, 5)]
    public void Write_ScalerWithPieces_ScoresEqual(FeatureScaling scaling, int bins)
    {
        var (table, labels) = (Table(600), Samples.Make(PredictionTask.Binary, 600, 3).Labels);
        var encoder = NetworkEncoder.Fit(table, scaling, bins);
        Assert.Equal(bins > 0, encoder.Pieces is not null);
        var spec = NetworkSpec.Dense(PredictionTask.Binary, encoder.Outputs, 1, [12]);
        var model = Train(spec, encoder.Transform(table), labels);
        var predictor = new NetworkPredictor(model, encoder);
        var rows = Strange(table);
        AssertEqual(model, runtime.Run(s => OnnxExport.Write(predictor, s), rows), Samples.Predict(model, encoder.Transform(rows)));
    }

    [Fact]
    public void Write_CategoriesOnly_ScoresEqual()
    {
        var whole = Table(200);
        var table = new FloatMatrix(200, 2, [.. Enumerable.Range(0, 200).SelectMany(i => new[] { whole.Row(i)[2], whole.Row(i)[3] })]);
        var encoder = TableEncoder.Fit(table, new TableEncoderOptions { Kinds = [ColumnKind.Category, ColumnKind.Category], OneHotLimit = 0 });
        var spec = encoder.Inputs.Describe(PredictionTask.Regression, 1, [new BlockSpec { Width = 5 }]);
        Assert.Equal(0, spec.PlainColumns);
        var model = Train(spec, encoder.Transform(table), Samples.Make(PredictionTask.Regression, 200, 3).Labels);
        AssertEqual(model, runtime.Run(s => OnnxExport.Write(new NetworkPredictor(model, encoder), s), table), Samples.Predict(model, encoder.Transform(table)));
    }

    private static NetworkModel Train(NetworkSpec spec, FloatMatrix features, float[] labels)
    {
        using var session = new ManagedEngine().Start(spec, new TrainingOptions { Epochs = 2, LearningRate = 0.01f }, new TrainingData(features, labels), null);
        session.RunTo(2);
        return session.CreateModel();
    }

    /// <summary>Numbers with missing values, a one-sided number, categories of 4 and 40 levels, of two, of one, and a constant.</summary>
    private static FloatMatrix Table(int rows)
    {
        var random = new Random(6);
        var table = new FloatMatrix(rows, 7);
        for (var i = 0; i < rows; i++)
        {
            var row = table.Row(i);
            row[0] = random.Next(6) == 0 ? float.NaN : (float)random.NextDouble() * 100;
            row[1] = MathF.Floor(MathF.Exp((float)random.NextDouble() * 5));
            row[2] = random.Next(9) == 0 ? float.NaN : random.Next(4) * 2.5f;
            row[3] = 1000 + random.Next(40);
            row[4] = random.Next(7) == 0 ? float.NaN : random.Next(2) * 3;
            row[5] = 7;
            row[6] = 4.5f;
        }

        return table;
    }

    /// <summary>Values never seen, missing where nothing was missing, and far outside.</summary>
    private static FloatMatrix Strange(FloatMatrix table)
    {
        var rows = table.Select([.. Enumerable.Range(0, table.Rows)]);
        for (var j = 0; j < rows.Columns; j++)
        {
            (rows.Row(j)[j], rows.Row(10 + j)[j], rows.Row(20 + j)[j], rows.Row(30 + j)[j]) = (float.NaN, -1e4f, 123456, 0.3f);
        }

        return rows;
    }

    private static void AssertEqual(NetworkModel model, Dictionary<string, (int[] Dimensions, double[] Values)> given, float[] scores)
    {
        var spec = model.Spec;
        var rows = scores.Length / spec.Outputs;
        Assert.Equal(spec.Task == PredictionTask.Regression ? ["predictions", "scores"] : ["label", "probabilities", "scores"], given.Keys.Order());
        Assert.Equal([rows, spec.Outputs], given["scores"].Dimensions);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(scores[i], given["scores"].Values[i], Close * Math.Max(1, Math.Abs(scores[i])));
        }
    }
}
