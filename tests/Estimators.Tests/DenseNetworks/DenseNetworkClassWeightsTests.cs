using Microsoft.ML;
using MLNetTuning.Estimators.DenseNetworks;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkClassWeightsTests
{
    private static readonly DenseNetworkOptions Plain = Samples.Quick with { Epochs = 10, ValidationFraction = 0 };

    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(DenseNetworkPreset.Custom)]
    [InlineData(DenseNetworkPreset.Simple)]
    public void ClassWeights_AreTheWeightsOfTheirRows(DenseNetworkPreset preset)
    {
        var options = new DenseNetworkOptions { Preset = preset, Epochs = 3, HiddenLayers = [8], BatchSize = 32, ValidationFraction = 0, Seed = 1 };
        var rows = Rare(300);
        rows.ForEach(row => row.Weight = row.Flag ? 7 : 2);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var byClass = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options with { ClassWeights = [2, 7] }).Fit(data);
        var byRow = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", exampleWeightColumnName: "Weight", options: options).Fit(data);
        Assert.Equal(Samples.Column(byRow.Transform(data), "Score"), Samples.Column(byClass.Transform(data), "Score"));
    }

    [Fact]
    public void BalanceClasses_RareClass_IsPredictedAsOftenAsTheOther()
    {
        var data = _ml.Data.LoadFromEnumerable(Rare(600));
        Assert.InRange(Mean(Plain), 0.02, 0.25);
        Assert.InRange(Mean(Plain with { BalanceClasses = true }), 0.3, 0.7);

        double Mean(DenseNetworkOptions options) =>
            Samples.Column(_ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options).Fit(data).Transform(data), "Probability").Average();
    }

    [Fact]
    public void ClassWeights_ThatDoNotFit_AreRefused()
    {
        Assert.Contains("one for each of the 2 classes", Assert.Throws<ArgumentException>(
            () => _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Plain with { ClassWeights = [1, 2, 3] }).Fit(Samples.View(_ml, 60))).Message);
        var message = Assert.Throws<ArgumentException>((Plain with { ClassWeights = [1, -2], BalanceClasses = true }).Validate).Message;
        Assert.Contains("ClassWeights of class 1 is -2", message);
        Assert.Contains("BalanceClasses is true beside ClassWeights", message);
        Assert.Contains("has no classes", Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.DenseNetwork("Value", options: Plain with { BalanceClasses = true })).Message);
    }

    /// <summary>Rows of which a tenth are of the second class, whatever their features.</summary>
    private static List<Samples.Row> Rare(int count)
    {
        var rows = Samples.Rows(count);
        for (var i = 0; i < count; i++)
        {
            rows[i].Flag = i % 10 == 0;
        }

        return rows;
    }
}
