using Microsoft.ML;
using MLNetTuning.Estimators.DenseNetworks;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkAdjustTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void AdjustNetwork_ChangesWhatIsTrained()
    {
        var options = Samples.Quick with { Epochs = 3, AdjustNetwork = spec => spec with { Blocks = [.. spec.Blocks.Select(block => block with { Width = 7 })], Wide = true } };
        var spec = _ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(Samples.View(_ml, 100)).Network.Spec;
        Assert.True(spec.Wide);
        Assert.Equal(7, Assert.Single(spec.Blocks).Width);
    }

    [Theory]
    [InlineData(DenseNetworkPreset.Custom)]
    [InlineData(DenseNetworkPreset.Simple)]
    public void AdjustTraining_HugePenalty_KeepsTheWeightsAtZero(DenseNetworkPreset preset)
    {
        var options = Samples.Quick with { Preset = preset, HiddenLayers = [8], Epochs = 5, AdjustTraining = training => training with { LearningRate = 1e-12f } };
        var (free, still) = (Spread(options with { AdjustTraining = null }), Spread(options));
        Assert.True(still < free, $"{still} is not below {free}");

        // A rate of nothing leaves the start: all rows score nearly the same beside a network that has learnt.
        double Spread(DenseNetworkOptions one)
        {
            var scores = Samples.Column(_ml.Regression.Trainers.DenseNetwork("Value", options: one).Fit(Samples.View(_ml, 200)).Transform(Samples.View(_ml, 200)), "Score");
            return scores.Max() - scores.Min();
        }
    }

    [Fact]
    public void AdjustNetwork_OtherInputs_SaysWhatTheRowsAskFor()
    {
        var options = Samples.Quick with { AdjustNetwork = spec => spec with { Inputs = spec.Inputs + 1 } };
        Assert.Contains("AdjustNetwork", Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(Samples.View(_ml, 100))).Message);
    }

    [Fact]
    public void AdjustTraining_OtherEpochs_PointsToTheOptions()
    {
        var options = Samples.Quick with { AdjustTraining = training => training with { Epochs = training.Epochs + 1 } };
        Assert.Contains("Horizon", Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(Samples.View(_ml, 100))).Message);
    }
}
