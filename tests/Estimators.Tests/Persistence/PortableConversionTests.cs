using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Tests.Persistence;

public sealed class PortableConversionTests
{
    private static readonly DenseNetworkOptions Net = new() { Width = 16, Depth = 1, Epochs = 5 };

    private readonly MLContext _ml = new(1);

    public static TheoryData<string> BinaryTrainers => ["FastTree", "FastForest", "LightGbm", "Lbfgs", "DenseNetwork"];

    public static TheoryData<string> RegressionTrainers => ["FastTree", "FastForest", "LightGbm", "Poisson", "DenseNetwork"];

    public static TheoryData<string> MulticlassTrainers => ["Lbfgs", "DenseNetwork"];

    [Theory]
    [MemberData(nameof(BinaryTrainers))]
    public void ToPortable_Binary_ScoresAsThePipeline(string trainer)
    {
        var data = Files.Telco(_ml);
        var catalog = _ml.BinaryClassification.Trainers;
        var features = Files.TelcoFeatures(_ml);
        ITransformer model = trainer switch
        {
            "FastTree" => features.Append(catalog.FastTree(numberOfTrees: 20)).Fit(data),
            "FastForest" => features.Append(catalog.FastForest(numberOfTrees: 10)).Fit(data),
            "LightGbm" => features.Append(catalog.LightGbm(numberOfIterations: 20)).Fit(data),
            "Lbfgs" => features.Append(catalog.LbfgsLogisticRegression()).Fit(data),
            _ => features.Append(catalog.DenseNetwork(options: Net)).Fit(data),
        };
        AssertSame(model, data, hasProbability: trainer != "FastForest");
    }

    [Theory]
    [MemberData(nameof(RegressionTrainers))]
    public void ToPortable_Regression_ScoresAsThePipeline(string trainer)
    {
        var data = Files.Sacramento(_ml);
        var catalog = _ml.Regression.Trainers;
        var features = Files.SacramentoFeatures(_ml);
        ITransformer model = trainer switch
        {
            "FastTree" => features.Append(catalog.FastTree(numberOfTrees: 20)).Fit(data),
            "FastForest" => features.Append(catalog.FastForest(numberOfTrees: 10)).Fit(data),
            "LightGbm" => features.Append(catalog.LightGbm(numberOfIterations: 20)).Fit(data),
            "Poisson" => features.Append(_ml.Transforms.NormalizeMinMax("Features")).Append(catalog.LbfgsPoissonRegression()).Fit(data),
            _ => features.Append(catalog.DenseNetwork(options: Net)).Fit(data),
        };
        AssertSame(model, data, hasProbability: false);
    }

    [Theory]
    [MemberData(nameof(MulticlassTrainers))]
    public void ToPortable_Multiclass_ScoresAndDetailsAsThePipeline(string trainer)
    {
        var data = Files.HpcJobs(_ml);
        var catalog = _ml.MulticlassClassification.Trainers;
        var features = Files.HpcFeatures(_ml);
        ITransformer model = trainer switch
        {
            "Lbfgs" => features.Append(catalog.LbfgsMaximumEntropy()).Fit(data),
            _ => features.Append(catalog.DenseNetwork(options: Net)).Fit(data),
        };
        var loaded = AssertSame(model, data, hasProbability: false);
        VBuffer<ReadOnlyMemory<char>> expected = default, keys = default, slots = default;
        model.Transform(data).Schema["PredictedLabel"].GetKeyValues(ref expected);
        var schema = loaded.Transform(data).Schema;
        schema["PredictedLabel"].GetKeyValues(ref keys);
        schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(Texts(expected), Texts(keys));
        Assert.Equal(Texts(expected), Texts(slots));
        Assert.Equal(model.Transform(data).GetColumn<uint>("PredictedLabel"), loaded.Transform(data).GetColumn<uint>("PredictedLabel"));
    }

    [Fact]
    public void ToPortable_LightGbmMulticlass_ScoresAsThePipelineOrSaysWhatToDo()
    {
        var data = Files.HpcJobs(_ml, 400);
        var model = Files.HpcFeatures(_ml).Append(_ml.MulticlassClassification.Trainers.LightGbm(numberOfIterations: 5)).Fit(data);
        if (model.Last() is ISingleFeaturePredictionTransformer<object> { Model: IPortablePredictorSource })
        {
            AssertSame(model, data, hasProbability: false);
            return;
        }

        // A host that publishes nothing of this model.
        Assert.Contains("BoostedTrees", Assert.Throws<NotSupportedException>(() => _ml.Tuning().ToPortable(model, data)).Message);
    }

    [Fact]
    public void ToPortable_PredictedValue_IsTextAfterLoading()
    {
        var data = Files.HpcJobs(_ml, 300);
        var model = Files.HpcFeatures(_ml).Append(_ml.MulticlassClassification.Trainers.DenseNetwork(options: Net)).Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data);
        var loaded = new Estimators.Persistence.PortableTransformer(_ml.Tuning().ToPortable(model, data));
        Assert.Equal(model.Transform(data).GetColumn<string>("PredictedLabel"), loaded.Transform(data).GetColumn<string>("PredictedLabel"));
    }

    [Fact]
    public void ToPortable_MissingValuesAndUnknownCategories_ScoreAsThePipeline()
    {
        var data = Files.Telco(_ml, 300);
        var model = Files.TelcoFeatures(_ml).Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression()).Fit(data);
        var odd = _ml.Data.LoadFromEnumerable(new[]
        {
            new Customer { contract = "Never seen", tenure = float.NaN },
            new Customer { contract = "", internet_service = "DSL", total_charges = 1e6f },
            new Customer { contract = "One year", payment_method = "one year", monthly_charges = -4 },
        });
        var portable = new Estimators.Persistence.PortableTransformer(_ml.Tuning().ToPortable(model, data));
        AssertClose(Samples.Column(model.Transform(odd), "Score"), Samples.Column(portable.Transform(odd), "Score"));
    }

    [Fact]
    public void ToPortable_IndicatorsConvertedAndMeansFilled_ScoreAsThePipeline()
    {
        var data = Files.Telco(_ml, 300);
        var rows = _ml.Data.CreateEnumerable<Customer>(data, reuseRowObject: false).ToArray();
        for (var i = 0; i < rows.Length; i += 7)
        {
            rows[i].tenure = float.NaN;
        }

        var holes = _ml.Data.LoadFromEnumerable(rows);
        var pipeline = _ml.Transforms.Conversion.MapValue("Label", new[] { new KeyValuePair<string, bool>("Yes", true), new KeyValuePair<string, bool>("No", false) }, "churn")
            .Append(_ml.Transforms.IndicateMissingValues("NoTenure", "tenure"))
            .Append(_ml.Transforms.Conversion.ConvertType("NoTenure"))
            .Append(_ml.Transforms.ReplaceMissingValues("tenure", replacementMode: Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Append(_ml.Transforms.Concatenate("Features", "NoTenure", "tenure", "monthly_charges"))
            .Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression());
        AssertSame(pipeline.Fit(holes), holes, hasProbability: true);
    }

    [Theory]
    [InlineData("FastTree")]
    [InlineData("LightGbm")]
    [InlineData("BoostedTrees")]
    public void ToPortable_TreesOnMissingFeatures_ScoreAsThePipelineOrAreRefused(string trainer)
    {
        var data = Files.Telco(_ml, 400);
        var rows = _ml.Data.CreateEnumerable<Customer>(data, reuseRowObject: false).ToArray();
        for (var i = 0; i < rows.Length; i += 3)
        {
            rows[i].tenure = float.NaN;
        }

        var holes = _ml.Data.LoadFromEnumerable(rows);
        var catalog = _ml.BinaryClassification.Trainers;
        var features = _ml.Transforms.Conversion.MapValue("Label", new[] { new KeyValuePair<string, bool>("Yes", true), new KeyValuePair<string, bool>("No", false) }, "churn")
            .Append(_ml.Transforms.Concatenate("Features", "tenure", "monthly_charges", "partner"));
        ITransformer model = trainer switch
        {
            "FastTree" => features.Append(catalog.FastTree(numberOfTrees: 10)).Fit(holes),
            "LightGbm" => features.Append(catalog.LightGbm(numberOfIterations: 10)).Fit(holes),
            _ => features.Append(catalog.BoostedTrees()).Fit(holes),
        };
        try
        {
            AssertSame(model, holes, hasProbability: true);
        }
        catch (InvalidOperationException refused) when (trainer != "BoostedTrees")
        {
            // Which way missing values go is not published by every host's trees; a model that would score otherwise is never written.
            Assert.Contains("was not saved", refused.Message);
        }
    }

    [Fact]
    public void ToPortable_PlattCalibratedForest_HasProbabilities()
    {
        var data = Files.Telco(_ml);
        var forest = Files.TelcoFeatures(_ml).Append(_ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 10)).Append(_ml.BinaryClassification.Calibrators.Platt());
        AssertSame(forest.Fit(data), data, hasProbability: true);
    }

    [Fact]
    public void ToPortable_UnknownTransformer_NamesIt()
    {
        var data = Files.Telco(_ml, 200);
        var model = _ml.Transforms.CustomMapping<Tenure, Doubled>((from, to) => to.Twice = 2 * from.tenure, null)
            .Append(_ml.Transforms.Conversion.MapValue("Label", new[] { new KeyValuePair<string, bool>("Yes", true), new KeyValuePair<string, bool>("No", false) }, "churn"))
            .Append(_ml.Transforms.Concatenate("Features", "Twice", "tenure"))
            .Append(_ml.BinaryClassification.Trainers.DenseNetwork(options: Net)).Fit(data);
        var error = Assert.Throws<NotSupportedException>(() => _ml.Tuning().ToPortable(model, data));
        Assert.Contains("CustomMappingTransformer", error.Message);
        Assert.Contains("'Twice'", error.Message);
    }

    [Fact]
    public void ToPortable_NoTrainer_SaysSo()
    {
        var data = Files.Telco(_ml, 50);
        Assert.Contains("no transformer that predicts", Assert.Throws<NotSupportedException>(() => _ml.Tuning().ToPortable(Files.TelcoFeatures(_ml).Fit(data), data)).Message);
    }

    [Fact]
    public void SaveLoad_File_OpensWithoutMLNetToo()
    {
        var data = Files.Telco(_ml, 300);
        var model = Files.TelcoFeatures(_ml).Append(_ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10)).Fit(data);
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"tuning-{Guid.NewGuid():N}.zip");
        try
        {
            _ml.Tuning().Save(model, data, path);
            var scores = Samples.Column(new MLContext(5).Tuning().Load(path).Transform(data), "Probability");
            var alone = PortableModelFile.Load(path);
            var rows = _ml.Data.CreateEnumerable<Customer>(data, reuseRowObject: false, ignoreMissingColumns: true).Take(5).ToArray();
            for (var i = 0; i < rows.Length; i++)
            {
                Assert.Equal(scores[i], alone.Predict(rows[i].Values()).Probabilities![0], 6);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Load_MLNetZip_SaysWhichLoader()
    {
        var data = Files.Telco(_ml, 100);
        using var stream = new MemoryStream();
        _ml.Model.Save(Files.TelcoFeatures(_ml).Fit(data), data.Schema, stream);
        stream.Position = 0;
        Assert.Contains("ml.Model.Load", Assert.Throws<PortableModelException>(() => _ml.Tuning().Load(stream)).Message);
    }

    private Estimators.Persistence.PortableTransformer AssertSame(ITransformer model, IDataView data, bool hasProbability)
    {
        using var stream = new MemoryStream();
        _ml.Tuning().Save(model, data, stream);
        stream.Position = 0;
        var loaded = new MLContext(9).Tuning().Load(stream);
        var (before, after) = (model.Transform(data), loaded.Transform(data));
        foreach (var column in hasProbability ? new[] { "Score", "Probability" } : ["Score"])
        {
            AssertClose(Floats(before, column), Floats(after, column));
        }

        Assert.Equal(hasProbability, after.Schema.GetColumnOrNull("Probability") is not null);
        Assert.DoesNotContain(loaded.Model.Columns, column => column.Name is "churn" or "class" or "price");
        return loaded;
    }

    private static float[] Floats(IDataView data, string column) =>
        data.Schema[column].Type is VectorDataViewType ? [.. data.GetColumn<float[]>(column).SelectMany(row => row)] : Samples.Column(data, column);

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"row {i}: {expected[i]} and {actual[i]}");
        }
    }

    private static string[] Texts(VBuffer<ReadOnlyMemory<char>> values) => [.. values.DenseValues().Select(value => value.ToString())];

    private sealed class Tenure
    {
        public float tenure { get; set; }
    }

    private sealed class Doubled
    {
        public float Twice { get; set; }
    }

    // Column names of the file.
    private sealed class Customer
    {
        public string churn { get; set; } = "No";

        public string multiple_lines { get; set; } = "No";

        public string internet_service { get; set; } = "No";

        public string online_security { get; set; } = "No";

        public string contract { get; set; } = "One year";

        public string payment_method { get; set; } = "Mailed check";

        public float female { get; set; }

        public float senior_citizen { get; set; }

        public float partner { get; set; }

        public float tenure { get; set; } = 12;

        public float monthly_charges { get; set; } = 50;

        public float total_charges { get; set; } = 600;

        public Dictionary<string, object?> Values() => GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(this));
    }
}
