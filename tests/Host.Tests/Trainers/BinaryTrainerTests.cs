using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class BinaryTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers => ["FastTree", "LightGbm", "LbfgsLogisticRegression", "SdcaLogisticRegression"];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_RowsWithARule_SeparatesNewRows(string trainer)
    {
        var model = Create(trainer).Fit(Load(SampleRows.Binary(1500)));
        var scored = model.Transform(Load(SampleRows.Binary(800, seed: 2)));

        var metrics = _ml.BinaryClassification.Evaluate(scored);

        Assert.InRange(metrics.AreaUnderRocCurve, 0.86, 1);
        Assert.InRange(metrics.LogLoss, 0.2, 0.8);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Transform_TrainedModel_AddsPredictedLabelScoreAndProbability(string trainer)
    {
        var data = Load(SampleRows.Binary(200));

        var schema = Create(trainer).Fit(data).Transform(data).Schema;

        Assert.Equal(["Label", "Features", "Weight", "PredictedLabel", "Score", "Probability"], schema.Select(column => column.Name));
        Assert.IsType<BooleanDataViewType>(schema["PredictedLabel"].Type);
        Assert.Equal(NumberDataViewType.Single, schema["Score"].Type);
        Assert.Equal(NumberDataViewType.Single, schema["Probability"].Type);
        Assert.Equal("BinaryClassification", schema["Score"].Text("ScoreColumnKind"));
        Assert.Equal("Score", schema["Score"].Text("ScoreValueKind"));
        Assert.Equal("Probability", schema["Probability"].Text("ScoreValueKind"));
        Assert.Equal("PredictedLabel", schema["PredictedLabel"].Text("ScoreValueKind"));
        Assert.True(schema["Probability"].IsNormalized());
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Transform_TrainedModel_PredictsTrueAboveHalf(string trainer)
    {
        var data = Load(SampleRows.Binary(300));
        var scored = Create(trainer).Fit(data).Transform(data);

        var probabilities = scored.Read<float>("Probability");
        var scores = scored.Read<float>("Score");
        var predicted = scored.Read<bool>("PredictedLabel");

        Assert.Equal(scores.Select(score => score > 0), predicted);
        Assert.All(probabilities.Zip(scores), pair => Assert.True(pair.First > 0.5f == pair.Second > 0));
    }

    [Fact]
    public void FastTree_Calibrator_HasTwiceTheLearningRateAsSlope()
    {
        var data = Load(SampleRows.Binary(300));

        var model = _ml.BinaryClassification.Trainers.FastTree(learningRate: 0.15, numberOfTrees: 5).Fit(data).Model;

        Assert.Equal(-0.3, model.Calibrator.Slope, 9);
        Assert.Equal(0, model.Calibrator.Offset);
    }

    [Fact]
    public void LightGbm_Calibrator_HasTheSigmoidAsSlope()
    {
        var data = Load(SampleRows.Binary(300));

        var model = _ml.BinaryClassification.Trainers.LightGbm(numberOfIterations: 5).Fit(data).Model;

        Assert.Equal(-0.5, model.Calibrator.Slope, 9);
        Assert.Equal(0, model.Calibrator.Offset);
    }

    [Fact]
    public void TrainedTreeEnsemble_WalkedByHand_GivesTheScore()
    {
        var rows = SampleRows.Binary(400);
        var data = Load(rows);
        var transformer = _ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 12, numberOfLeaves: 8).Fit(data);

        var ensemble = transformer.Model.SubModel.TrainedTreeEnsemble;
        var scores = transformer.Transform(data).Read<float>("Score");

        Assert.Equal(12, ensemble.Trees.Count);
        Assert.All(ensemble.Trees, tree => Assert.InRange(tree.NumberOfLeaves, 2, 8));
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.Equal(Walk(ensemble, rows[i].Features), scores[i], 4);
        }
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameScores()
    {
        var data = Load(SampleRows.Binary(500));

        float[] Scores() => new MLContext(seed: 5).BinaryClassification.Trainers.LightGbm().Fit(data).Transform(data).Read<float>("Score");

        Assert.Equal(Scores(), Scores());
    }

    [Fact]
    public void Fit_Weights_AreFollowed()
    {
        var rows = SampleRows.Binary(600);
        foreach (var row in rows)
        {
            row.Weight = row.Label ? 10 : 1;
        }

        var data = Load(rows);
        float Mean(string? weight) => _ml.BinaryClassification.Trainers.FastTree(exampleWeightColumnName: weight, numberOfTrees: 10, numberOfLeaves: 4).Fit(data)
            .Transform(data).Read<float>("Probability").Average();

        Assert.True(Mean("Weight") > Mean(null) + 0.1);
    }

    [Fact]
    public void GetOutputSchema_WithoutData_NamesTheSameColumns()
    {
        var data = Load(SampleRows.Binary(100));
        var trainer = _ml.BinaryClassification.Trainers.FastTree();

        var fitted = trainer.Fit(data).GetOutputSchema(data.Schema).Select(column => column.Name).ToHashSet();

        Assert.Equal(["Features", "Label", "PredictedLabel", "Probability", "Score", "Weight"], fitted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fit_LabelMissing_Throws()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.BinaryClassification.Trainers.FastTree(labelColumnName: "Nope").Fit(Load(SampleRows.Binary(50))));

        Assert.Contains("Nope", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_LabelOfWrongType_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.BinaryClassification.Trainers.LightGbm(labelColumnName: "Weight").Fit(Load(SampleRows.Binary(50))));

    [Fact]
    public void Options_Defaults_AreThoseOfMLNet()
    {
        var fast = new FastTreeBinaryTrainer.Options();
        var light = new LightGbmBinaryTrainer.Options();

        Assert.Equal((20, 100, 10, 0.2), (fast.NumberOfLeaves, fast.NumberOfTrees, fast.MinimumExampleCountPerLeaf, fast.LearningRate));
        Assert.Equal((255, 1.0, 123), (fast.MaximumBinCountPerFeature, fast.FeatureFraction, fast.Seed));
        Assert.Equal((100, null, null, null), (light.NumberOfIterations, light.NumberOfLeaves, light.LearningRate, light.MinimumExampleCountPerLeaf));
        Assert.Equal((255, 0.5, 1.0), (light.MaximumBinCountPerFeature, light.Sigmoid, light.WeightOfPositiveExamples));
    }

    private static double Walk(RegressionTreeEnsemble ensemble, float[] row)
    {
        var sum = ensemble.Bias;
        for (var t = 0; t < ensemble.Trees.Count; t++)
        {
            var tree = ensemble.Trees[t];
            var node = tree.NumberOfNodes == 0 ? ~0 : 0;
            while (node >= 0)
            {
                node = row[tree.NumericalSplitFeatureIndexes[node]] <= tree.NumericalSplitThresholds[node] ? tree.LeftChild[node] : tree.RightChild[node];
            }

            sum += ensemble.TreeWeights[t] * tree.LeafValues[~node];
        }

        return sum;
    }

    private IEstimator<ITransformer> Create(string trainer) => trainer switch
    {
        "FastTree" => _ml.BinaryClassification.Trainers.FastTree(),
        "LightGbm" => _ml.BinaryClassification.Trainers.LightGbm(),
        "SdcaLogisticRegression" => _ml.BinaryClassification.Trainers.SdcaLogisticRegression(),
        _ => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(),
    };

    private IDataView Load(BinaryRow[] rows) => _ml.Data.LoadFromEnumerable(rows);
}
