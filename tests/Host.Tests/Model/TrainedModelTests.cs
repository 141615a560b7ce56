using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MLNetTuning.Host.Tests.Model;

/// <summary>Every trained model comes back from a file as it was.</summary>
public sealed class TrainedModelTests
{
    private readonly MLContext _ml = new(1);
    private readonly IDataView _data;

    public TrainedModelTests()
    {
        var random = new Random(4);
        _data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(_ =>
        {
            var (a, b) = (random.NextSingle(), random.NextSingle());
            return new Row { Features = [a, b, random.NextSingle()], Flag = a + b > 1, Kind = a > 0.6 ? "x" : b > 0.5 ? "y" : "z", Value = 1 + a + (2 * b) };
        }).ToArray());
    }

    [Theory]
    [InlineData("FastTree")]
    [InlineData("FastForest")]
    [InlineData("LightGbm")]
    [InlineData("Sdca")]
    [InlineData("Lbfgs")]
    [InlineData("Platt")]
    public void SaveThenLoad_BinaryModel_ScoresTheSame(string name)
    {
        var trainers = _ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> pipeline = name switch
        {
            "FastTree" => trainers.FastTree("Flag", numberOfLeaves: 6, numberOfTrees: 5),
            "FastForest" => trainers.FastForest("Flag", numberOfLeaves: 6, numberOfTrees: 5),
            "LightGbm" => trainers.LightGbm("Flag", numberOfLeaves: 6, numberOfIterations: 5),
            "Sdca" => trainers.SdcaLogisticRegression("Flag", maximumNumberOfIterations: 5),
            "Lbfgs" => trainers.LbfgsLogisticRegression("Flag"),
            _ => trainers.FastForest("Flag", numberOfLeaves: 6, numberOfTrees: 5).Append(_ml.BinaryClassification.Calibrators.Platt("Flag")),
        };

        ComesBack(pipeline, ["PredictedLabel", "Score", .. name == "FastForest" ? Array.Empty<string>() : ["Probability"]]);
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("Sdca")]
    [InlineData("Lbfgs")]
    [InlineData("OneVersusAll")]
    [InlineData("OneVersusAll of scores")]
    public void SaveThenLoad_MulticlassModel_ScoresTheSame(string name)
    {
        var trainers = _ml.MulticlassClassification.Trainers;
        var binary = _ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> trainer = name switch
        {
            "LightGbm" => trainers.LightGbm("Key", numberOfLeaves: 6, numberOfIterations: 5),
            "Sdca" => trainers.SdcaMaximumEntropy("Key", maximumNumberOfIterations: 5),
            "Lbfgs" => trainers.LbfgsMaximumEntropy("Key"),
            "OneVersusAll" => trainers.OneVersusAll(binary.FastTree("Key", numberOfLeaves: 6, numberOfTrees: 5), "Key"),
            _ => trainers.OneVersusAll(binary.FastForest("Key", numberOfLeaves: 6, numberOfTrees: 5), "Key", useProbabilities: false),
        };

        ComesBack(
            _ml.Transforms.Conversion.MapValueToKey("Key", "Kind").Append(trainer).Append(_ml.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel")),
            ["PredictedLabel", "Score", "Class"]);
    }

    [Theory]
    [InlineData("FastTree")]
    [InlineData("FastForest")]
    [InlineData("LightGbm")]
    [InlineData("Sdca")]
    [InlineData("Poisson")]
    public void SaveThenLoad_RegressionModel_ScoresTheSame(string name)
    {
        var trainers = _ml.Regression.Trainers;
        ComesBack(
            name switch
            {
                "FastTree" => trainers.FastTree("Value", numberOfLeaves: 6, numberOfTrees: 5),
                "FastForest" => trainers.FastForest("Value", numberOfLeaves: 6, numberOfTrees: 5),
                "LightGbm" => trainers.LightGbm("Value", numberOfLeaves: 6, numberOfIterations: 5),
                "Sdca" => trainers.Sdca("Value", maximumNumberOfIterations: 5),
                _ => trainers.LbfgsPoissonRegression("Value"),
            },
            ["Score"]);
    }

    [Fact]
    public void SaveThenLoad_ChainsInChains_KeepTheirOrder()
    {
        var first = _ml.Transforms.NormalizeMinMax("Features").Append(_ml.Transforms.CopyColumns("Copy", "Features"));
        var second = _ml.Transforms.Concatenate("Both", "Features", "Copy").Append(_ml.Regression.Trainers.LbfgsPoissonRegression("Value", "Both"));

        ComesBack(first.Append(second), ["Score", "Both"]);
    }

    private void ComesBack(IEstimator<ITransformer> pipeline, string[] columns)
    {
        var model = pipeline.Fit(_data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, _data.Schema, file);
        file.Position = 0;

        var loaded = new MLContext(2).Model.Load(file, out var schema);

        Assert.Equal(_data.Schema.Select(static c => (c.Name, c.Type)), schema.Select(static c => (c.Name, c.Type)));
        var (before, after) = (model.Transform(_data), loaded.Transform(_data));
        Assert.Equal(before.Schema.Select(static c => (c.Name, c.Type)), after.Schema.Select(static c => (c.Name, c.Type)));
        foreach (var column in columns)
        {
            Assert.Equal(Annotations(before.Schema[column]), Annotations(after.Schema[column]));
            Assert.Equal(Values(before, column), Values(after, column));
        }
    }

    private static IEnumerable<string> Annotations(DataViewSchema.Column column) =>
        column.Annotations.Schema.Select(static c => $"{c.Name}: {c.Type}").Order(StringComparer.Ordinal);

    private static string[] Values(IDataView data, string name) => data.Schema[name].Type switch
    {
        VectorDataViewType => [.. data.GetColumn<float[]>(name).Select(static v => string.Join(' ', v))],
        BooleanDataViewType => [.. data.GetColumn<bool>(name).Select(static v => $"{v}")],
        KeyDataViewType => [.. data.GetColumn<uint>(name).Select(static v => $"{v}")],
        TextDataViewType => [.. data.GetColumn<string>(name)],
        _ => [.. data.GetColumn<float>(name).Select(static v => $"{v}")],
    };

    private sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public bool Flag { get; set; }

        public string Kind { get; set; } = "";

        public float Value { get; set; }
    }
}
