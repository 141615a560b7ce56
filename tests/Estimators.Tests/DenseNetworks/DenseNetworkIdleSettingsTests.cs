using Microsoft.ML;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkIdleSettingsTests
{
    private static readonly DenseNetworkOptions RealMlp = new() { Preset = DenseNetworkPreset.RealMlp };

    public static TheoryData<string, DenseNetworkOptions> BesidePreset => new()
    {
        { "Width is 8, but RealMlp is a network of its own; set HiddenLayers", RealMlp with { Width = 8 } },
        { "Depth is 3, ", RealMlp with { Depth = 3 } },
        { "Activation is ReLU, ", RealMlp with { Activation = Activation.ReLU } },
        { "Dropout is 0.5, ", RealMlp with { Dropout = 0.5f } },
        { "BatchNorm is False, ", RealMlp with { BatchNorm = false } },
        { "Optimizer is Adam, ", RealMlp with { Optimizer = OptimizerKind.Adam } },
        { "LearningRate is 0.1, but RealMlp is trained in a way of its own; leave it out, or change the training with AdjustTraining", RealMlp with { LearningRate = 0.1f } },
        { "Momentum is 0.5, ", RealMlp with { Momentum = 0.5f } },
        { "Nesterov is False, ", RealMlp with { Nesterov = false } },
        { "WeightDecay is 0, ", RealMlp with { WeightDecay = 0 } },
        { "Schedule is Constant, ", RealMlp with { Schedule = LearningRateSchedule.Constant } },
        { "LabelSmoothing is 0.2, ", RealMlp with { LabelSmoothing = 0.2f } },
        { "Scaling is MeanVariance, ", RealMlp with { Scaling = FeatureScaling.MeanVariance } },
        { "NumericBins is 8, but RealMlp has an encoding of its own", RealMlp with { NumericBins = 8 } },
    };

    public static TheoryData<string, DenseNetworkOptions> BesideOthers => new()
    {
        { "Members is 4, but only a Preset has members", new() { Members = 4 } },
        { "Width is 8, but HiddenLayers says all widths", new() { HiddenLayers = [4], Width = 8 } },
        { "Depth is 1, but HiddenLayers says all widths", RealMlp with { HiddenLayers = [4], Depth = 1 } },
        { "NumericBins is 0, but Encoding says", new() { NumericBins = 0, Encoding = new() } },
        { "Scaling is QuantileNormal, but Encoding says", RealMlp with { Scaling = FeatureScaling.QuantileNormal, Encoding = new() } },
        { "Scaling is MeanVariance, but Standardize is false", new() { Standardize = false, Scaling = FeatureScaling.MeanVariance } },
        { "Encoding is set, but Standardize is false", new() { Standardize = false, Encoding = new() } },
    };

    [Theory]
    [MemberData(nameof(BesidePreset))]
    [MemberData(nameof(BesideOthers))]
    public void Validate_SettingThatWouldNotCount_IsRefused(string said, DenseNetworkOptions options) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(options.Validate).Message);

    [Fact]
    public void Validate_SettingsThatCount_AreTaken()
    {
        (RealMlp with { HiddenLayers = [8], Members = 2, BatchSize = 64, Epochs = 3, Horizon = 4, Patience = 2, ValidationFraction = 0.3, BalanceClasses = true, Encoding = new(), Seed = 4, Threads = 2 }).Validate();
        (RealMlp with { Standardize = false }).Validate();
        new DenseNetworkOptions { Momentum = 0.5f, NumericBins = 0, Scaling = FeatureScaling.MeanVariance }.Validate();
    }

    [Fact]
    public void DenseNetwork_LabelSmoothingOfRegression_IsRefused() =>
        Assert.Contains("LabelSmoothing is set, but", Assert.Throws<ArgumentException>(() => new MLContext(1).Regression.Trainers.DenseNetwork(options: new() { LabelSmoothing = 0.1f })).Message);
}
