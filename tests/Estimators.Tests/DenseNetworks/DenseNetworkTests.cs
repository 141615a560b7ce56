using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Fit_Binary_LearnsAndEvaluates()
    {
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick).Fit(Samples.View(_ml));
        var metrics = _ml.BinaryClassification.Evaluate(model.Transform(Samples.View(_ml, 300, 9)), "Flag");
        Assert.True(metrics.AreaUnderRocCurve > 0.95, $"AUC {metrics.AreaUnderRocCurve}");
        Assert.True(metrics.Accuracy > 0.87, $"accuracy {metrics.Accuracy}");
    }

    [Fact]
    public void Fit_Multiclass_LearnsAndNamesClasses()
    {
        var data = Samples.View(_ml);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(_ml.MulticlassClassification.Trainers.DenseNetwork(options: Samples.Quick));
        var scored = pipeline.Fit(data).Transform(Samples.View(_ml, 300, 9));
        Assert.True(_ml.MulticlassClassification.Evaluate(scored).MicroAccuracy > 0.8);
        VBuffer<ReadOnlyMemory<char>> keys = default, labels = default, slots = default;
        scored.Schema["PredictedLabel"].GetKeyValues(ref keys);
        scored.Schema["Label"].GetKeyValues(ref labels);
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(Texts(labels), Texts(keys));
        Assert.Equal(Texts(labels), Texts(slots));
    }

    [Fact]
    public void Fit_Regression_PredictsInLabelUnits()
    {
        var model = _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick).Fit(Samples.View(_ml));
        var metrics = _ml.Regression.Evaluate(model.Transform(Samples.View(_ml, 300, 9)), "Value");
        Assert.True(metrics.RSquared > 0.9, $"R2 {metrics.RSquared}");
    }

    [Fact]
    public void Fit_BatchAboveTheRowsOrARateTooHigh_IsNoted()
    {
        var data = Samples.View(_ml, 100);
        Assert.Empty(_ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick).Fit(data).History.Notes);
        var large = _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick with { BatchSize = 5000 }).Fit(data);
        Assert.Contains("BatchSize is 5000", Assert.Single(large.History.Notes));
        var wild = _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick with { BatchNorm = false, Optimizer = OptimizerKind.Sgd, LearningRate = 1e25f }).Fit(data);
        Assert.Contains("no longer finite", Assert.Single(wild.History.Notes));
    }

    [Fact]
    public void Transform_Binary_ColumnsAsMLNetTrainersGiveThem()
    {
        var data = Samples.View(_ml, 100);
        var schema = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick).Fit(data).Transform(data).Schema;
        Assert.Equal(["PredictedLabel", "Score", "Probability"], schema.Skip(data.Schema.Count).Select(column => column.Name));
        Assert.Equal(BooleanDataViewType.Instance, schema["PredictedLabel"].Type);
        Assert.Equal(NumberDataViewType.Single, schema["Score"].Type);
        Assert.Equal(NumberDataViewType.Single, schema["Probability"].Type);
        ReadOnlyMemory<char> kind = default;
        schema["Score"].Annotations.GetValue("ScoreColumnKind", ref kind);
        Assert.Equal("BinaryClassification", kind.ToString());
    }

    [Fact]
    public void Transform_Binary_ProbabilityIsTheLogistic()
    {
        var data = Samples.View(_ml, 700);
        var scored = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick).Fit(data).Transform(data);
        var (scores, probabilities, labels) = (Samples.Column(scored, "Score"), Samples.Column(scored, "Probability"), scored.GetColumn<bool>("PredictedLabel").ToArray());
        Assert.Equal(700, scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(1 / (1 + Math.Exp(-scores[i])), probabilities[i], 1e-6);
            Assert.Equal(scores[i] > 0, labels[i]);
        }
    }

    [Fact]
    public void Transform_OnlyInputColumnsAsked_LabelsStayWithTheirRows()
    {
        var rows = Samples.Rows(600);
        var scored = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick).Fit(Samples.View(_ml, 600)).Transform(_ml.Data.LoadFromEnumerable(rows));
        Assert.Equal(rows.Select(row => row.Value), Samples.Column(scored, "Value"));
        var both = _ml.Data.CreateEnumerable<ScoredValue>(scored, reuseRowObject: false).ToArray();
        Assert.Equal(rows.Select(row => row.Value), both.Select(row => row.Value));
        Assert.Equal(Samples.Column(scored, "Score"), both.Select(row => row.Score));
    }

    [Fact]
    public void PredictionEngine_SameAsTransform()
    {
        var data = Samples.View(_ml, 100);
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick).Fit(data);
        var expected = Samples.Column(model.Transform(data), "Score");
        using var engine = _ml.Model.CreatePredictionEngine<Samples.Row, Samples.BinaryPrediction>(model);
        var scores = Samples.Rows(100).Select(row => engine.Predict(row).Score).ToArray();
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(expected[i], scores[i], 4);
        }
    }

    [Fact]
    public void Fit_SameSeed_SameScoresOtherSeedNot()
    {
        var data = Samples.View(_ml, 200);
        float[] Scores(int seed) => Samples.Column(_ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick with { Seed = seed, Epochs = 5 }).Fit(data).Transform(data), "Score");
        Assert.Equal(Scores(4), Scores(4));
        Assert.NotEqual(Scores(4), Scores(5));
    }

    [Fact]
    public void CrossValidate_Binary_EveryFoldLearns()
    {
        var results = _ml.BinaryClassification.CrossValidate(Samples.View(_ml), _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick), 3, "Flag");
        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.True(result.Metrics.AreaUnderRocCurve > 0.9));
    }

    [Fact]
    public void Fit_InPipeline_ShapesFitFollowingEstimators()
    {
        var pipeline = _ml.Transforms.NormalizeMinMax("Features")
            .Append(_ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick))
            .Append(_ml.Transforms.CopyColumns("Final", "Probability"));
        var data = Samples.View(_ml, 100);
        var scored = pipeline.Fit(data).Transform(data);
        Assert.Equal(Samples.Column(scored, "Probability"), Samples.Column(scored, "Final"));
    }

    [Fact]
    public void Fit_WeightsOfZero_RowsDoNotCount()
    {
        var rows = Samples.Rows(300);
        foreach (var row in rows.Take(150))
        {
            (row.Flag, row.Weight) = (!row.Flag, 0);
        }

        var options = Samples.Quick with { ValidationFraction = 0 };
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", exampleWeightColumnName: "Weight", options: options).Fit(_ml.Data.LoadFromEnumerable(rows));
        Assert.True(_ml.BinaryClassification.Evaluate(model.Transform(Samples.View(_ml, 300, 9)), "Flag").AreaUnderRocCurve > 0.95);
    }

    [Fact]
    public void Fit_MissingFeatures_AreFilled()
    {
        var rows = Samples.Rows(300);
        foreach (var row in rows.Where((_, i) => i % 5 == 0))
        {
            row.Features[2] = float.NaN;
        }

        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick).Fit(_ml.Data.LoadFromEnumerable(rows));
        Assert.All(Samples.Column(model.Transform(_ml.Data.LoadFromEnumerable(rows)), "Score"), score => Assert.True(float.IsFinite(score)));
    }

    [Fact]
    public void Fit_ValidationGiven_IsWatchedAndNothingIsSetAside()
    {
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick).Fit(Samples.View(_ml, 200), Samples.View(_ml, 90, 9));
        Assert.Equal(200, model.History.TrainingRows);
        Assert.Equal(90, model.History.ValidationRows);
        Assert.InRange(model.History.BestEpoch, 1, 30);
    }

    [Fact]
    public void Fit_Progress_IsToldOfEveryEpoch()
    {
        var epochs = new List<int>();
        var options = Samples.Quick with { Epochs = 4, Patience = 0, Progress = new Collector<Trainers.Training.EpochReport>(report => epochs.Add(report.Epoch)) };
        _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options).Fit(Samples.View(_ml, 100));
        Assert.Equal([1, 2, 3, 4], epochs);
    }

    [Fact]
    public void Fit_Cancelled_Throws()
    {
        var options = Samples.Quick with { CancellationToken = new CancellationToken(true) };
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options).Fit(Samples.View(_ml, 100)));
    }

    private static string[] Texts(VBuffer<ReadOnlyMemory<char>> values) => [.. values.DenseValues().Select(value => value.ToString())];

    private sealed class ScoredValue
    {
        public float Value { get; set; }

        public float Score { get; set; }
    }

    private sealed class Collector<T>(Action<T> action) : IProgress<T>
    {
        public void Report(T value) => action(value);
    }
}
