using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.RandomForests;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Estimators.Tests.RandomForests;

public sealed class RandomForestTests
{
    private static readonly RandomForestOptions Quick = new() { Forest = new ForestOptions { Trees = 40, MinRowsPerLeaf = 2 } };
    private static readonly RandomForestOptions Extra = new() { Forest = Quick.Forest with { ExtraTrees = true, Bootstrap = false } };

    private readonly MLContext _ml = new(1);

    public static TheoryData<bool> Kinds => new() { false, true };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_Binary_LearnsWithProbabilities(bool extra)
    {
        var model = _ml.BinaryClassification.Trainers.RandomForest("Flag", options: extra ? Extra : Quick).Fit(Samples.View(_ml));
        var scored = model.Transform(Samples.View(_ml, 300, 9));
        Assert.True(_ml.BinaryClassification.Evaluate(scored, "Flag").AreaUnderRocCurve > 0.92);
        Assert.All(Samples.Column(scored, "Probability"), value => Assert.InRange(value, 0, 1));
        Assert.Equal(Samples.Column(scored, "Probability").Select(value => value > 0.5f), Samples.Column(scored, "Score").Select(value => value > 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_Multiclass_LearnsAndNamesClasses(bool extra)
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(_ml.MulticlassClassification.Trainers.RandomForest(options: extra ? Extra : Quick));
        var scored = pipeline.Fit(Samples.View(_ml)).Transform(Samples.View(_ml, 300, 9));
        Assert.True(_ml.MulticlassClassification.Evaluate(scored).MicroAccuracy > 0.7);
        Assert.All(scored.GetColumn<float[]>("Score"), row => Assert.Equal(1, row.Sum(), 1e-4f));
        Assert.True(scored.Schema["PredictedLabel"].HasKeyValues());
    }

    [Fact]
    public void Fit_Regression_IsTheTrainersForest()
    {
        var rows = Samples.Rows();
        var model = _ml.Regression.Trainers.RandomForest("Value", options: Quick).Fit(Samples.View(_ml));
        Assert.True(_ml.Regression.Evaluate(model.Transform(Samples.View(_ml, 300, 9)), "Value").RSquared > 0.8);
        var features = new Trainers.FloatMatrix(rows.Count, 4, [.. rows.SelectMany(row => row.Features)]);
        var forest = new ForestTrainer().Fit(Quick.Forest with { Task = Trainers.PredictionTask.Regression }, new Trainers.TrainingData(features, [.. rows.Select(row => row.Value)]));
        var expected = new float[rows.Count];
        forest.Predict(features, expected);
        Assert.Equal(expected, Samples.Column(model.Transform(Samples.View(_ml)), "Score"));
    }

    [Fact]
    public void Fit_BudgetOfATrial_GrowsSoManyTrees()
    {
        using (TrialContext.Enter(new TrialContext { Budget = 7, Horizon = 30 }))
        {
            Assert.Equal(7, _ml.Regression.Trainers.RandomForest("Value", options: Quick).Fit(Samples.View(_ml, 100)).Trees.Trees.Count);
        }
    }

    [Fact]
    public void Fit_Cancelled_Throws()
    {
        var options = Quick with { CancellationToken = new CancellationToken(canceled: true) };
        Assert.Throws<OperationCanceledException>(() => _ml.Regression.Trainers.RandomForest("Value", options: options).Fit(Samples.View(_ml, 100)));
    }

    [Fact]
    public void SaveLoad_Binary_SameScoresBothWays()
    {
        var data = Samples.View(_ml, 200);
        var model = _ml.BinaryClassification.Trainers.RandomForest("Flag", options: Quick).Fit(data);
        foreach (var loaded in Files.BothTrips(_ml, model, data))
        {
            Assert.Equal(Samples.Column(model.Transform(data), "Probability"), Samples.Column(loaded.Transform(data), "Probability"), (one, other) => Math.Abs(one - other) < 1e-5f);
        }
    }

    [Fact]
    public void RandomForest_OptionsWrong_ListsAll()
    {
        var error = Assert.Throws<ArgumentException>(
            () => _ml.Regression.Trainers.RandomForest(options: new RandomForestOptions { Forest = new ForestOptions { Trees = 0, MinRowsPerLeaf = 0 } }));
        Assert.All(["Trees", "MinRowsPerLeaf"], name => Assert.Contains(name, error.Message));
        Assert.Contains("Forest is null", Assert.Throws<ArgumentException>(new RandomForestOptions { Forest = null! }.Validate).Message);
    }
}
