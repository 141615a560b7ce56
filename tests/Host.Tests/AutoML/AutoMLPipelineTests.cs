using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class AutoMLPipelineTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void Featurizer_MixedColumns_MakesOneVectorOfNumbers()
    {
        var data = Data();
        var pipeline = _context.Auto().Featurizer(data, "Vector", excludeColumns: ["Label"]);

        var chain = pipeline.BuildFromOption(_context, pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default!));
        var output = chain.Fit(data).Transform(data);

        var type = Assert.IsType<VectorDataViewType>(output.Schema["Vector"].Type);
        Assert.Equal(2 + 3 + 1, type.Size);
        var rows = Vectors(output, "Vector");
        Assert.Equal([0, 0, 1, 0, 0, 1], rows[0]);
        Assert.Equal([1, 1, 0, 1, 0, 0], rows[1]);
        Assert.DoesNotContain(rows, row => row.Any(float.IsNaN));
    }

    [Fact]
    public void Featurizer_ColumnInformation_IsObeyed()
    {
        var information = new ColumnInformation { LabelColumnName = "Label" };
        information.IgnoredColumnNames.Add("Kind");
        information.IgnoredColumnNames.Add("Flag");
        var data = Data();

        var pipeline = _context.Auto().Featurizer(data, information);

        var chain = pipeline.BuildFromOption(_context, pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default!));
        Assert.Equal(2, ((VectorDataViewType)chain.Fit(data).Transform(data).Schema["Features"].Type).Size);
    }

    [Fact]
    public void BinaryClassification_Chosen_HoldsThatManyTrainers()
    {
        var auto = _context.Auto();

        Assert.Single(auto.BinaryClassification(useFastForest: false, useLgbm: false, useLbfgsLogisticRegression: false, useSdcaLogisticRegression: false).Estimators);
        var two = auto.BinaryClassification(useFastForest: false, useFastTree: false, useSdcaLogisticRegression: false);
        Assert.Equal(2, two.Estimators.Count);
        Assert.Equal(["e0", "e1"], ((ChoiceOption)two.SearchSpace["_SCHEMA_"]).Choices.Select(choice => choice.AsType<string>()));
        Assert.Equal(9, two.Estimators["e0"].SearchSpace.FeatureSpaceDim);
        Assert.Equal(2, two.Estimators["e1"].SearchSpace.FeatureSpaceDim);
    }

    [Fact]
    public void Trainers_ByDefault_AreAllThere()
    {
        Assert.Equal(5, _context.Auto().BinaryClassification().Estimators.Count);
        Assert.Equal(7, _context.Auto().MultiClassification().Estimators.Count);
        Assert.Equal(5, _context.Auto().Regression().Estimators.Count);
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public void Trainers_Defaults_FitAndScore(string task)
    {
        var data = Data();
        var auto = _context.Auto();
        var trainers = task switch
        {
            "binary" => auto.BinaryClassification("Label"),
            "multiclass" => auto.MultiClassification("Class"),
            _ => auto.Regression("Number"),
        };
        var featurizer = auto.Featurizer(data, excludeColumns: ["Label", "Kind", "Number"]);
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Class", "Kind").Append(featurizer).Append(trainers);
        var parameter = pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default!);
        foreach (var schema in ((ChoiceOption)pipeline.SearchSpace["_SCHEMA_"]).Choices)
        {
            parameter["_SCHEMA_"] = schema;

            var scored = pipeline.BuildFromOption(_context, parameter).Fit(data).Transform(data);

            Assert.NotNull(scored.Schema.GetColumnOrNull("Score"));
        }
    }

    [Fact]
    public void Options_Defaults_AreThePublishedOnes()
    {
        var fastTree = new FastTreeOption();
        Assert.Equal((4, 20, 4, 256), (fastTree.NumberOfLeaves, fastTree.MinimumExampleCountPerLeaf, fastTree.NumberOfTrees, fastTree.MaximumBinCountPerFeature));
        Assert.Equal((1.0, 0.1), (fastTree.FeatureFraction, fastTree.LearningRate));
        var space = new SearchSpace<FastTreeOption>();
        Assert.Equal(6, space.FeatureSpaceDim);
        Assert.Equal((4, 32768, true), Range(space["NumberOfTrees"]));
        Assert.Equal((2e-10, 1, true), Range(space["LearningRate"]));
        Assert.Equal(9, new SearchSpace<LgbmOption>().FeatureSpaceDim);
        Assert.Equal((4, 32768, false), Range(new SearchSpace<LgbmOption>()["NumberOfTrees"]));
        Assert.Equal((0.03125, 32768, true), Range(new SearchSpace<LbfgsOption>()["L1Regularization"]));
        Assert.Equal((0.03125, 32768, true), Range(new SearchSpace<SdcaOption>()["L2Regularization"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_BinaryPipeline_LearnsAndGivesAModel(bool crossValidate)
    {
        var data = Data();
        var split = _context.Data.TrainTestSplit(data, 0.3, seed: 1);
        var experiment = _context.Auto().CreateExperiment()
            .SetPipeline(_context.Auto().Featurizer(data, excludeColumns: ["Label"]).Append(Trainers()))
            .SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, "Label")
            .SetRandomSearchTuner(1)
            .SetMaxModelToExplore(3);
        experiment = crossValidate ? experiment.SetDataset(data, 3) : experiment.SetDataset(split);

        var best = experiment.Run();

        Assert.True(best.Metric > 0.8);
        Assert.Equal(-best.Metric, best.Loss);
        Assert.True(best.TrialSettings.Parameter.ContainsKey("_pipeline_"));
        Assert.NotNull(best.TrialSettings.EndedAtUtc);
        var scored = best.Model.Transform(split.TestSet);
        Assert.True(_context.BinaryClassification.EvaluateNonCalibrated(scored, "Label").AreaUnderRocCurve > 0.8);
    }

    [Fact]
    public void Run_RegressionPipelineWithTheDefaultTuner_MinimisesTheError()
    {
        var data = Data();
        var split = _context.Data.TrainTestSplit(data, 0.3, seed: 1);
        var trainer = _context.Auto().CreateSweepableEstimator(
            (context, options) => context.Regression.Trainers.FastTree("Number", "Features", null, options.Leaves, options.Trees, 5),
            new SearchSpace<TreeParameters>());

        var best = _context.Auto().CreateExperiment()
            .SetPipeline(_context.Auto().Featurizer(data, excludeColumns: ["Label", "Kind"]).Append(trainer))
            .SetDataset(split.TrainSet, split.TestSet)
            .SetRegressionMetric(RegressionMetric.RootMeanSquaredError, "Number")
            .SetMaxModelToExplore(4)
            .Run();

        Assert.Equal(best.Metric, best.Loss);
        Assert.True(best.Metric < 1.5);
    }

    [Fact]
    public void Run_ColumnMissing_ThrowsAtTheFirstTrial()
    {
        var data = Data();
        var experiment = _context.Auto().CreateExperiment()
            .SetPipeline(_context.Auto().Featurizer(data, excludeColumns: ["Label"]).Append(Trainers()))
            .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "NoSuchColumn")
            .SetDataset(data, 2)
            .SetMaxModelToExplore(3);

        Assert.Contains("NoSuchColumn", Assert.Throws<AggregateException>(experiment.Run).InnerException!.Message);
    }

    private static List<float[]> Vectors(IDataView data, string name)
    {
        var column = data.Schema[name];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        var rows = new List<float[]>();
        while (cursor.MoveNext())
        {
            getter(ref buffer);
            rows.Add([.. buffer.DenseValues()]);
        }

        return rows;
    }

    private static (double Min, double Max, bool LogBase) Range(OptionBase option)
    {
        var range = (UniformNumericOption)option;
        return (range.Min, range.Max, range.LogBase);
    }

    private SweepablePipeline Trainers()
    {
        var option = new FastTreeOption { LabelColumnName = "Label", FeatureColumnName = "Features" };
        var space = new SearchSpace<FastTreeOption>(option)
        {
            ["NumberOfTrees"] = new UniformIntOption(4, 16),
            ["NumberOfLeaves"] = new UniformIntOption(2, 8),
            ["LearningRate"] = new UniformDoubleOption(0.1, 0.4),
            ["MaximumBinCountPerFeature"] = new UniformIntOption(16, 64),
            ["FeatureFraction"] = new UniformDoubleOption(0.9, 1),
        };
        return _context.Auto().BinaryClassification(
            useFastForest: false, useLgbm: false, useSdcaLogisticRegression: false, fastTreeOption: option, fastTreeSearchSpace: space,
            lbfgsLogisticRegressionOption: new LbfgsOption { L1Regularization = 0.05f, L2Regularization = 0.05f },
            lbfgsLogisticRegressionSearchSpace: new SearchSpace<LbfgsOption>(new LbfgsOption { LabelColumnName = "Label", FeatureColumnName = "Features" })
            {
                ["L1Regularization"] = new UniformSingleOption(0.03125f, 0.1f),
                ["L2Regularization"] = new UniformSingleOption(0.03125f, 0.1f),
            });
    }

    private IDataView Data()
    {
        string[] kinds = ["a", "b", "c"];
        return _context.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(row => new Row
        {
            Number = row % 10,
            Other = row % 7 == 6 ? float.NaN : row % 7,
            Kind = kinds[row % 3],
            Flag = row % 4 == 0,
            Label = row % 10 + (row % 4 == 0 ? 3 : 0) > 5 != (row % 29 == 0),
        }));
    }

    private sealed class Row
    {
        public float Number { get; set; }

        public float Other { get; set; }

        public string Kind { get; set; } = "";

        public bool Flag { get; set; }

        public bool Label { get; set; }
    }

    public sealed class TreeParameters
    {
        [Range(2, 8, 4)]
        public int Leaves { get; set; }

        [Range(10, 40, 20)]
        public int Trees { get; set; }
    }
}
