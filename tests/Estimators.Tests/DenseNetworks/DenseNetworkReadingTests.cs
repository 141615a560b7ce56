using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

/// <summary>How often data are read, how far scoring runs ahead, and what becomes of the rows.</summary>
public sealed class DenseNetworkReadingTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Fit_ReadsTheRowsOnce()
    {
        var data = new CountingView(Samples.View(_ml, 120));
        _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick with { Epochs = 3 }).Fit(data);
        Assert.Equal(1, data.Passes);
    }

    [Fact]
    public void Transform_OneRowAsked_ScoresABatchAheadOfTheCursor()
    {
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick with { Epochs = 1 }).Fit(Samples.View(_ml, 100));
        var data = new CountingView(Samples.View(_ml, 1000));
        var scored = model.Transform(data);
        Assert.Equal(0, data.Passes);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        Assert.True(cursor.MoveNext());
        Assert.Equal(256, data.Farthest);
    }

    [Theory]
    [InlineData(0.25, 100)]
    [InlineData(0, 0)]
    public void Fit_ValidationFraction_SetsThatShareOfEachClassAside(double fraction, int expected)
    {
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick with { Epochs = 2, ValidationFraction = fraction }).Fit(Samples.View(_ml, 400));
        Assert.InRange(model.History.ValidationRows, expected - 1, expected + 1);
        Assert.Equal(400, model.History.ValidationRows + model.History.TrainingRows);
        Assert.Equal(fraction == 0, double.IsNaN(model.History.BestValidationLoss));
    }

    [Fact]
    public void CrossValidate_Multiclass_EveryFoldLearns()
    {
        var data = Samples.View(_ml);
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Fit(data).Transform(data);
        var results = _ml.MulticlassClassification.CrossValidate(keyed, _ml.MulticlassClassification.Trainers.DenseNetwork(options: Samples.Quick), 3);
        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.True(result.Metrics.MicroAccuracy > 0.75, $"{result.Metrics.MicroAccuracy}"));
    }

    [Fact]
    public void CrossValidate_Regression_EveryFoldLearns()
    {
        var results = _ml.Regression.CrossValidate(Samples.View(_ml), _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick), 3, "Value");
        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.True(result.Metrics.RSquared > 0.8, $"{result.Metrics.RSquared}"));
    }

    [Fact]
    public void SaveLoad_Multiclass_ScoreHasAFixedSizeAndPredictedLabelIsAKeyWithValues()
    {
        var data = Samples.View(_ml, 150);
        var model = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(_ml.MulticlassClassification.Trainers.DenseNetwork(options: Samples.Quick with { Epochs = 2 })).Fit(data);
        var schema = Files.ZipTrip(_ml, model, data).Transform(data).Schema;
        Assert.Equal(3, Assert.IsType<VectorDataViewType>(schema["Score"].Type).Size);
        Assert.Equal(3u, Assert.IsType<KeyDataViewType>(schema["PredictedLabel"].Type).Count);
        VBuffer<ReadOnlyMemory<char>> values = default;
        schema["PredictedLabel"].GetKeyValues(ref values);
        Assert.Equal(["high", "low", "middle"], values.DenseValues().Select(value => value.ToString()).Order());
    }
}
