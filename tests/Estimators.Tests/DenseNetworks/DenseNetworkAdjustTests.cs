using Microsoft.ML;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers.Training;

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

    [Fact]
    public void AdjustTraining_RateOfNothing_LearnsNothing()
    {
        Assert.True(Fit(Samples.Quick) > 0.8);
        Assert.True(Fit(Samples.Quick with { AdjustTraining = training => training with { LearningRate = 1e-12f } }) < 0.5);

        double Fit(DenseNetworkOptions options) =>
            _ml.Regression.Evaluate(_ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(Samples.View(_ml, 300)).Transform(Samples.View(_ml, 300)), "Value").RSquared;
    }

    [Theory]
    [InlineData(DenseNetworkPreset.RealMlp)]
    [InlineData(DenseNetworkPreset.Simple)]
    public void AdjustTraining_WithAPreset_IsGivenThePresetsSettings(DenseNetworkPreset preset)
    {
        TrainingOptions? given = null;
        var options = new DenseNetworkOptions { Preset = preset, HiddenLayers = [8], Epochs = 2, AdjustTraining = training => given = training };
        _ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(Samples.View(_ml, 100));
        Assert.Equal(2, given!.Epochs);
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

    [Fact]
    public void AdjustTraining_Null_IsRefused()
    {
        var options = Samples.Quick with { AdjustTraining = _ => null! };
        Assert.Contains("AdjustTraining answered with null", Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(Samples.View(_ml, 100))).Message);
    }
}
