using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class FeaturizerTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void Featurizer_EveryKind_HasAStepForEach()
    {
        var pipeline = _context.Auto().Featurizer(Data(), excludeColumns: ["Out"]);

        Assert.Equal(
            [EstimatorType.ReplaceMissingValues, EstimatorType.ConvertType, EstimatorType.OneHotEncoding, EstimatorType.OneHotHashEncoding, EstimatorType.FeaturizeText, EstimatorType.Concatenate],
            pipeline.Estimators.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.EstimatorType));
        Assert.Equal(
            ["e0 * e1 * e2 * e4 * e5", "e0 * e1 * e3 * e4 * e5"],
            ((ChoiceOption)pipeline.SearchSpace["_SCHEMA_"]).Choices.Select(choice => choice.AsType<string>()));
    }

    [Fact]
    public void Featurizer_Sample_HoldsTheColumns()
    {
        var space = _context.Auto().Featurizer(Data(), "Vector", excludeColumns: ["Out"]).SearchSpace;

        Assert.Equal(
            """{"_SCHEMA_":"e0 * e1 * e2 * e4 * e5","e0":{"OutputColumnNames":["Number"],"InputColumnNames":["Number"]},"e1":{"OutputColumnNames":["Truth"],"InputColumnNames":["Truth"],"TargetType":"Single"},"e2":{"OutputColumnNames":["Kind"],"InputColumnNames":["Kind"]},"e3":{"OutputColumnNames":["Kind"],"InputColumnNames":["Kind"]},"e4":{"InputColumnName":"Story","OutputColumnName":"Story"},"e5":{"InputColumnNames":["Story","Number","Kind","Truth"],"OutputColumnName":"Vector"}}""",
            JsonSerializer.Serialize(space.SampleFromFeatureSpace(space.Default!)));
    }

    [Fact]
    public void Featurizer_EveryPipeline_MakesNumbersWithoutGaps()
    {
        var data = Data();
        var pipeline = _context.Auto().Featurizer(data, excludeColumns: ["Out"]);
        var parameter = pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default!);
        foreach (var schema in ((ChoiceOption)pipeline.SearchSpace["_SCHEMA_"]).Choices)
        {
            parameter["_SCHEMA_"] = schema;

            var output = pipeline.BuildFromOption(_context, parameter).Fit(data).Transform(data);

            var rows = output.GetColumn<VBuffer<float>>("Features").ToArray();
            Assert.Equal(60, rows.Length);
            Assert.All(rows, row => Assert.DoesNotContain(row.DenseValues(), float.IsNaN));
            Assert.All(rows, row => Assert.Equal(((VectorDataViewType)output.Schema["Features"].Type).Size, row.Length));
        }
    }

    [Fact]
    public void Featurizer_NamedColumns_AreNotJudged()
    {
        var information = new ColumnInformation { LabelColumnName = "Out" };
        information.TextColumnNames.Add("Kind");
        information.CategoricalColumnNames.Add("Number");
        information.IgnoredColumnNames.Add("Story");

        var pipeline = _context.Auto().Featurizer(Data(), information);

        Assert.Equal(
            [EstimatorType.ConvertType, EstimatorType.OneHotEncoding, EstimatorType.OneHotHashEncoding, EstimatorType.FeaturizeText, EstimatorType.Concatenate],
            pipeline.Estimators.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.EstimatorType));
        Assert.Equal("""{"OutputColumnNames":["Number"],"InputColumnNames":["Number"]}""", JsonSerializer.Serialize(pipeline.Estimators["e1"].Parameter));
    }

    [Fact]
    public void Featurizer_Pipeline_WritesItsJson()
    {
        var pipeline = _context.Auto().Featurizer(Data(), numericColumns: ["Number"], excludeColumns: ["Out", "Truth", "Story"]);

        Assert.Equal(
            """{"schema":"e0 * (e1 \u002B e2) * e3","currentSchema":"e0 * e1 * e3","estimators":{"e0":{"estimatorType":32,"parameter":{"OutputColumnNames":["Number"],"InputColumnNames":["Number"]}},"e1":{"estimatorType":28,"parameter":{"OutputColumnNames":["Kind"],"InputColumnNames":["Kind"]}},"e2":{"estimatorType":29,"parameter":{"OutputColumnNames":["Kind"],"InputColumnNames":["Kind"]}},"e3":{"estimatorType":26,"parameter":{"InputColumnNames":["Number","Kind"],"OutputColumnName":"Features"}}}}""",
            JsonSerializer.Serialize(pipeline));
        Assert.Equal("e0 * e1 * e3", pipeline.CurrentParameter["_SCHEMA_"].AsType<string>());
        Assert.Equal(["0", "1", "2", "3", "_SCHEMA_"], pipeline.CurrentParameter.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void BuildFromOption_Chosen_IsTheCurrentOne()
    {
        var pipeline = _context.Auto().BinaryClassification(useFastForest: false, useLbfgsLogisticRegression: false, useSdcaLogisticRegression: false);
        var parameter = pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default!);
        parameter["_SCHEMA_"] = Microsoft.ML.SearchSpace.Parameter.FromString("e1");
        parameter["e1"]["NumberOfLeaves"] = Microsoft.ML.SearchSpace.Parameter.FromInt(9);

        pipeline.BuildFromOption(_context, parameter);

        Assert.Equal("e1", pipeline.CurrentParameter["_SCHEMA_"].AsType<string>());
        Assert.Equal(9, pipeline.CurrentParameter["1"]["NumberOfLeaves"].AsType<int>());
        Assert.Equal(EstimatorType.LightGbmBinary, pipeline.Estimators["e1"].EstimatorType);
    }

    [Fact]
    public void ToString_PlainSteps_AreUnknown()
    {
        var pipeline = _context.Transforms.CopyColumns("Copy", "Number").Append(_context.Auto().Regression(useFastForest: false, useFastTree: false, useLbfgsPoissonRegression: false, useSdca: false));
        var parameter = Microsoft.ML.SearchSpace.Parameter.CreateNestedParameter();
        parameter["_pipeline_"] = pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default!);

        Assert.Equal("Unknown=>LightGbmRegression", pipeline.ToString(parameter));
    }

    private IDataView Data() => _context.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Row
    {
        Number = i % 7 == 0 ? float.NaN : i,
        Truth = i % 2 == 0,
        Kind = "abc"[i % 3].ToString(),
        Story = $"the story of number {i} is told in some words",
        Out = i,
    }).ToArray());

    private sealed class Row
    {
        public float Number { get; set; }

        public bool Truth { get; set; }

        public string Kind { get; set; } = "";

        public string Story { get; set; } = "";

        public float Out { get; set; }
    }
}
