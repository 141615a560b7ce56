using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Tests.Ensembles;

public sealed class EnsembleTransformerTests
{
    private static readonly DenseNetworkOptions Net = new() { Width = 16, Depth = 1, Epochs = 4 };

    private readonly MLContext _ml = new(1);

    [Fact]
    public void Transform_Binary_IsTheWeightedMeanOfProbabilities()
    {
        var data = Files.Telco(_ml);
        var (ensemble, models) = Binary(data);
        var expected = Mean(models.Select(model => Samples.Column(model.Transform(data), "Probability")).ToArray());
        var scored = ensemble.Transform(data);
        var (actual, scores) = (Samples.Column(scored, "Probability"), Samples.Column(scored, "Score"));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-6);
            Assert.Equal(Math.Log(expected[i] / (1 - expected[i])), scores[i], 1e-3);
        }

        Assert.Equal(scores.Select(score => score > 0), scored.GetColumn<bool>("PredictedLabel"));
    }

    [Fact]
    public void Transform_SchemaKeepsRawColumnsOnly()
    {
        var data = Files.Telco(_ml, 200);
        var names = Binary(data).Ensemble.Transform(data).Schema.Select(column => column.Name).ToArray();
        Assert.Equal([.. data.Schema.Select(column => column.Name), "PredictedLabel", "Score", "Probability"], names);
    }

    [Fact]
    public void SaveLoad_ModelZip_SameScoresAndEngine()
    {
        var data = Files.Telco(_ml, 400);
        var ensemble = Binary(data).Ensemble;
        var loaded = Files.ZipTrip(_ml, ensemble, data);
        AssertClose(Samples.Column(ensemble.Transform(data), "Probability"), Samples.Column(loaded.Transform(data), "Probability"));
    }

    [Fact]
    public void SaveLoad_PortableFile_SameScores()
    {
        var data = Files.Telco(_ml, 400);
        var ensemble = Binary(data).Ensemble;
        using var stream = new MemoryStream();
        _ml.Tuning().Save(ensemble, data, stream);
        stream.Position = 0;
        var loaded = new MLContext(3).Tuning().Load(stream);
        AssertClose(Samples.Column(ensemble.Transform(data), "Probability"), Samples.Column(loaded.Transform(data), "Probability"));
        AssertClose(Samples.Column(ensemble.Transform(data), "Score"), Samples.Column(loaded.Transform(data), "Score"));
        Assert.Equal(3, loaded.Model.Members.Count);
    }

    [Fact]
    public void SaveLoad_MemberWithoutPortableForm_ModelZipStillScoresTheSame()
    {
        var data = Files.Telco(_ml, 400);
        var codes = new[] { new KeyValuePair<string, float>("One year", 1), new KeyValuePair<string, float>("Two year", 2), new KeyValuePair<string, float>("Month-to-month", 0) };
        var mapped = _ml.Transforms.Conversion.MapValue("Label", new[] { new KeyValuePair<string, bool>("Yes", true), new KeyValuePair<string, bool>("No", false) }, "churn")
            .Append(_ml.Transforms.Conversion.MapValue("contract", codes, "contract"))
            .Append(_ml.Transforms.Concatenate("Features", "contract", "tenure", "monthly_charges"))
            .Append(_ml.BinaryClassification.Trainers.BoostedTrees()).Fit(data);
        var (_, models) = Binary(data);
        var ensemble = new EnsembleTransformer(PredictionTask.Binary, [new("mapped", 1, [mapped]), new("others", 2, models)], data);
        Assert.Throws<NotSupportedException>(ensemble.ToPortable);
        var (before, after) = (ensemble.Transform(data), Files.ZipTrip(_ml, ensemble, data).Transform(data));
        AssertClose(Samples.Column(before, "Probability"), Samples.Column(after, "Probability"));
        Assert.Equal(before.GetColumn<bool>("PredictedLabel"), after.GetColumn<bool>("PredictedLabel"));
        Assert.Equal(before.Schema.Where(column => !column.IsHidden).Select(column => column.Name).Order(), after.Schema.Where(column => !column.IsHidden).Select(column => column.Name).Order());
        Assert.Equal(data.GetColumn<string>("contract"), after.GetColumn<string>("contract"));
    }

    [Fact]
    public void SaveLoad_MulticlassMemberWithoutPortableForm_ModelZipStillScoresTheSame()
    {
        var data = Files.HpcJobs(_ml, 400);
        var days = "Mon Tue Wed Thu Fri Sat Sun".Split(' ').Select((day, i) => new KeyValuePair<string, float>(day, i));
        var mapped = _ml.Transforms.Conversion.MapValueToKey("Label", "class", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(_ml.Transforms.Conversion.MapValue("Day", days, "day"))
            .Append(_ml.Transforms.Concatenate("Features", "Day", "compounds", "iterations"))
            .Append(_ml.MulticlassClassification.Trainers.BoostedTrees()).Fit(data);
        var other = Files.HpcFeatures(_ml).Append(_ml.MulticlassClassification.Trainers.DenseNetwork(options: Net)).Fit(data);
        var ensemble = new EnsembleTransformer(PredictionTask.Multiclass, [new("other", 1, [other]), new("mapped", 1, [mapped])], data);
        var loaded = Files.ZipTrip(_ml, ensemble, data);
        AssertClose([.. Scores(ensemble, data).SelectMany(row => row)], [.. Scores(loaded, data).SelectMany(row => row)]);
        Assert.Equal(ensemble.ClassNames, Keys(loaded, data));
    }

    [Fact]
    public void RowMapper_SameAsTransform()
    {
        var data = Files.Sacramento(_ml);
        var ensemble = Regression(data);
        var expected = Samples.Column(ensemble.Transform(data), "Score");
        using var engine = _ml.Model.CreatePredictionEngine<House, Samples.ValuePrediction>(ensemble);
        var rows = _ml.Data.CreateEnumerable<House>(data, reuseRowObject: false).Take(20).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.Equal(expected[i], engine.Predict(rows[i]).Score, Math.Abs(expected[i]) * 1e-5f);
        }
    }

    [Fact]
    public void Transform_MembersWithClassesInOtherOrder_AreMatchedByName()
    {
        var data = Files.HpcJobs(_ml, 600);
        var reversed = _ml.Data.Cache(_ml.Data.ShuffleRows(data, 5));
        var first = Pipeline().Fit(data);
        var second = Pipeline().Fit(reversed);
        var ensemble = new EnsembleTransformer(PredictionTask.Multiclass, [new("a", 1, [first]), new("b", 3, [second])], data);
        var (a, b, both) = (Scores(first, data), Scores(second, data), Scores(ensemble, data));
        var (orderA, orderB) = (Keys(first, data), Keys(second, data));
        Assert.NotEqual(orderA, orderB);
        Assert.Equal(orderA, ensemble.ClassNames);
        for (var row = 0; row < 100; row++)
        {
            for (var k = 0; k < orderA.Length; k++)
            {
                Assert.Equal((a[row][k] + 3 * b[row][Array.IndexOf(orderB, orderA[k])]) / 4, both[row][k], 1e-5);
            }
        }

        using var stream = new MemoryStream();
        _ml.Tuning().Save(ensemble, data, stream);
        stream.Position = 0;
        var loaded = Scores(_ml.Tuning().Load(stream), data);
        AssertClose([.. both.SelectMany(row => row)], [.. loaded.SelectMany(row => row)]);

        IEstimator<ITransformer> Pipeline() => Files.HpcFeatures(_ml).Append(_ml.MulticlassClassification.Trainers.DenseNetwork(options: Net));
    }

    [Fact]
    public void Constructor_NoProbability_SaysCalibrate()
    {
        var data = Files.Telco(_ml, 200);
        var forest = Files.TelcoFeatures(_ml).Append(_ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 3)).Fit(data);
        var error = Assert.Throws<ArgumentException>(() => new EnsembleTransformer(PredictionTask.Binary, [new("forest", 1, [forest])], data));
        Assert.Contains("'forest'", error.Message);
        Assert.Contains("Platt", error.Message);
    }

    [Fact]
    public void Constructor_NoMembers_Throws() => Assert.Throws<ArgumentException>(() => new EnsembleTransformer(PredictionTask.Binary, [], Files.Telco(_ml, 10)));

    [Fact]
    public void Constructor_WeightOfZero_NamesMember() => Assert.Contains("'x'", Assert.Throws<ArgumentException>(
        () => new EnsembleTransformer(PredictionTask.Binary, [new("x", 0, [])], Files.Telco(_ml, 10))).Message);

    private (EnsembleTransformer Ensemble, ITransformer[] Models) Binary(IDataView data)
    {
        var tree = Files.TelcoFeatures(_ml).Append(_ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10)).Fit(data);
        var folds = new[] { 1, 2 }.Select(seed => (ITransformer)Files.TelcoFeatures(_ml).Append(_ml.BinaryClassification.Trainers.DenseNetwork(options: Net with { Seed = seed })).Fit(data)).ToArray();
        return (new EnsembleTransformer(PredictionTask.Binary, [new("tree", 2, [tree]), new("net", 1, folds)], data), [tree, .. folds]);
    }

    private EnsembleTransformer Regression(IDataView data) => new(PredictionTask.Regression,
    [
        new("tree", 1, [Files.SacramentoFeatures(_ml).Append(_ml.Regression.Trainers.FastTree(numberOfTrees: 10)).Fit(data)]),
        new("net", 1, [Files.SacramentoFeatures(_ml).Append(_ml.Regression.Trainers.DenseNetwork(options: Net)).Fit(data)]),
    ], data);

    private static double[] Mean(float[][] columns) => [.. columns[0].Select((_, i) => (2.0 * columns[0][i] + 0.5 * columns[1][i] + 0.5 * columns[2][i]) / 3)];

    private static float[][] Scores(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float[]>("Score")];

    private static string[] Keys(ITransformer model, IDataView data)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        model.Transform(data).Schema["PredictedLabel"].GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"row {i}: {expected[i]} and {actual[i]}");
        }
    }

    // Column names of the file.
    private sealed class House
    {
        public string city { get; set; } = "";

        public string zip { get; set; } = "";

        public string type { get; set; } = "";

        public float beds { get; set; }

        public float baths { get; set; }

        public float sqft { get; set; }

        public float price { get; set; }

        public float latitude { get; set; }

        public float longitude { get; set; }
    }
}
