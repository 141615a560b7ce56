using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.BoostedTrees;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Estimators.RandomForests;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Onnx;

namespace MLNetTuning.Estimators.Tests.LogTargets;

public sealed class LogTargetTests
{
    private static readonly BoostedTreesOptions Quick = new() { Boosting = new BoostingOptions { Trees = 40, Leaves = 8, MinRowsPerLeaf = 5 } };

    private readonly MLContext _ml = new(1);

    private IDataView Data(int rows = 400, int seed = 3, Func<Samples.Row, float>? label = null)
    {
        var all = Samples.Rows(rows, seed);
        all.ForEach(row => row.Value = label is null ? MathF.Exp((row.Value - 1000) / 100) : label(row));
        return _ml.Data.LoadFromEnumerable(all);
    }

    public static TheoryData<string> Trainers => new() { "trees", "forest", "network", "linear", "host trees" };

    private IEstimator<ITransformer> Trainer(string name) => name switch
    {
        "trees" => _ml.Regression.Trainers.BoostedTrees("Value", options: Quick),
        "forest" => _ml.Regression.Trainers.RandomForest("Value", options: new RandomForestOptions { Forest = new ForestOptions { Trees = 30 } }),
        "network" => _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick),
        "linear" => _ml.Transforms.NormalizeMeanVariance("Scaled", "Features", fixZero: false).Append(_ml.Regression.Trainers.Sdca("Value", "Scaled")),
        _ => _ml.Regression.Trainers.FastTree("Value", numberOfTrees: 20),
    };

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_AnyTrainer_IsTheExponentialOfAFitToTheLogarithms(string name)
    {
        var model = _ml.Regression.Trainers.LogTarget(Trainer(name), "Value").Fit(Data());
        var (rows, trained) = (Data(100, 9), model.First());
        var (made, logarithms) = (Samples.Column(model.Transform(rows), "Score"), Samples.Column(trained.Transform(rows), "Score"));
        Assert.All(made.Zip(logarithms), pair => Assert.Equal(1, pair.First / Math.Exp(pair.Second), 1e-4));
        Assert.InRange(Samples.Column(rows, "Value").Zip(logarithms).Average(pair => Math.Abs(Math.Log(pair.First) - pair.Second)), 0, 1.2);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void SaveLoad_AnyTrainer_SameScoresBothWays(string name)
    {
        var data = Data(200);
        var model = _ml.Regression.Trainers.LogTarget(Trainer(name), "Value").Fit(data);
        var expected = Samples.Column(model.Transform(data), "Score");
        foreach (var loaded in Files.BothTrips(_ml, model, data))
        {
            Assert.Equal(expected, Samples.Column(loaded.Transform(data), "Score"), (one, other) => Math.Abs(one - other) <= 1e-5f * Math.Max(1, Math.Abs(one)));
        }

        using var onnx = new MemoryStream();
        OnnxExport.Write(_ml.Tuning().ToPortable(model, data), onnx);
        Assert.True(onnx.Length > 0);
    }

    [Fact]
    public void Fit_SkewedLabel_EvaluatesInTheLabelsUnitAndServesSingleRows()
    {
        var pipeline = _ml.Regression.Trainers.LogTarget(Trainer("trees"), "Value");
        var model = pipeline.Fit(Data());
        Assert.True(_ml.Regression.Evaluate(model.Transform(Data(300, 9)), "Value").RSquared > 0.6);
        using var engine = _ml.Model.CreatePredictionEngine<Samples.Row, Samples.ValuePrediction>(model);
        var row = Samples.Rows(1)[0];
        Assert.Equal(Samples.Column(model.Transform(_ml.Data.LoadFromEnumerable(new[] { row })), "Score")[0], engine.Predict(row).Score);
        Assert.Equal(5, _ml.Regression.CrossValidate(Data(), pipeline, labelColumnName: "Value").Count);
    }

    [Fact]
    public void Fit_MemberOfAnEnsemble_IsAveragedAndSaved()
    {
        var data = Data(200);
        EnsembleCandidate[] members = [new("log", _ml.Regression.Trainers.LogTarget(Trainer("trees"), "Value")), new("plain", Trainer("forest"))];
        var model = _ml.Tuning().Ensemble(members, new EnsembleOptions { LabelColumnName = "Value", Method = EnsembleMethod.Average, Folds = 2 }).Fit(data);
        var (expected, actual) = (Samples.Column(model.Transform(data), "Score"), Samples.Column(Files.RoundTrip(_ml, model, data).Transform(data), "Score"));
        Assert.Equal(expected, actual, (one, other) => Math.Abs(one - other) <= 1e-5f * Math.Max(1, Math.Abs(one)));
    }

    [Fact]
    public void Save_ScoreMadeAnotherBehindTheTrainer_IsRefused()
    {
        var data = Data(60);
        var doubled = Trainer("trees").Append(_ml.Transforms.Expression("Score", "(score) => 2 * score", "Score")).Fit(data);
        Assert.Contains("was not saved", Assert.Throws<InvalidOperationException>(() => _ml.Tuning().Save(doubled, data, Stream.Null)).Message);
    }

    [Fact]
    public void GetOutputSchema_InAPipeline_HasTheScore()
    {
        // A pipeline checks the shapes of all its parts before it fits the first.
        var pipeline = _ml.Transforms.CopyColumns("Before", "Value").Append(_ml.Regression.Trainers.LogTarget(Trainer("trees"), "Value")).Append(_ml.Transforms.CopyColumns("After", "Score"));
        var scored = pipeline.Fit(Data(60)).Transform(Data(60));
        Assert.Equal(Samples.Column(scored, "Score"), Samples.Column(scored, "After"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(float.PositiveInfinity)]
    public void Fit_LabelWithoutLogarithm_NamesTheRow(float label)
    {
        var rows = Samples.Rows(20);
        rows.ForEach(row => row.Value = 5);
        rows[7].Value = label;
        var error = Assert.Throws<InvalidOperationException>(() => _ml.Regression.Trainers.LogTarget(Trainer("trees"), "Value").Fit(_ml.Data.LoadFromEnumerable(rows)));
        Assert.Contains("row 7", error.Message);
        Assert.Contains("above 0", error.Message);
    }
}
