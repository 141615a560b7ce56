using Microsoft.ML;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkPresetTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(DenseNetworkPreset.RealMlp)]
    [InlineData(DenseNetworkPreset.RealMlpPle)]
    [InlineData(DenseNetworkPreset.TabM)]
    [InlineData(DenseNetworkPreset.TabMMini)]
    [InlineData(DenseNetworkPreset.Simple)]
    public void Fit_EveryPreset_LearnsAndComesBackFromAFile(DenseNetworkPreset preset)
    {
        var options = new DenseNetworkOptions { Preset = preset, HiddenLayers = [24, 24], Members = preset is DenseNetworkPreset.TabM or DenseNetworkPreset.TabMMini ? 4 : 0, Epochs = 24, BatchSize = 32, Seed = 2 };
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options).Fit(Samples.View(_ml));
        var test = Samples.View(_ml, 300, 9);
        Assert.True(_ml.BinaryClassification.Evaluate(model.Transform(test), "Flag").AreaUnderRocCurve > 0.93);
        Assert.Equal(Samples.Column(model.Transform(test), "Score"), Samples.Column(Files.ZipTrip(_ml, model, test).Transform(test), "Score"));
    }

    [Theory]
    [InlineData(DenseNetworkPreset.Custom, 64, 16)]
    [InlineData(DenseNetworkPreset.RealMlp, 256, 0)]
    [InlineData(DenseNetworkPreset.RealMlpPle, 256, 0)]
    [InlineData(DenseNetworkPreset.TabM, 1000, 16)]
    [InlineData(DenseNetworkPreset.TabMMini, 1000, 16)]
    [InlineData(DenseNetworkPreset.Simple, 100, 0)]
    public void Epochs_NotGiven_AreAsPublished(DenseNetworkPreset preset, int epochs, int patience)
    {
        var options = new DenseNetworkOptions { Preset = preset };
        Assert.Equal((epochs, patience), (options.Epochs, options.Patience));
        options = options with { Epochs = 7, Patience = 3 };
        Assert.Equal((7, 3), (options.Epochs, options.Patience));
    }

    [Fact]
    public void Fit_RealMlp_RunsAllItsEpochs()
    {
        var options = new DenseNetworkOptions { Preset = DenseNetworkPreset.RealMlp, HiddenLayers = [4] };
        var model = _ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(Samples.View(_ml, 100));
        Assert.Equal(256, model.History.EpochsTrained);
    }

    [Fact]
    public void Fit_TabMMini_HasItsMembersAndLayers()
    {
        var options = new DenseNetworkOptions { Preset = DenseNetworkPreset.TabMMini, Members = 3, HiddenLayers = [8], Epochs = 1 };
        var spec = _ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(Samples.View(_ml, 100)).Network.Spec;
        Assert.Equal((3, EnsembleKind.TabMMini, 1), (spec.Members, spec.Ensemble, spec.Blocks.Count));
        Assert.Equal(NumericEmbeddingKind.PiecewiseLinear, spec.NumericEmbedding!.Kind);
    }

    [Fact]
    public void Validate_Preset_ReportsAllAtOnce()
    {
        var message = Assert.Throws<ArgumentException>(new DenseNetworkOptions { Preset = (DenseNetworkPreset)9, Members = 300 }.Validate).Message;
        Assert.Contains("Preset is 9", message);
        Assert.Contains("Members is 300", message);
        Assert.Contains("need at least one layer", Assert.Throws<ArgumentException>(new DenseNetworkOptions { Preset = DenseNetworkPreset.TabM, HiddenLayers = [] }.Validate).Message);
    }
}
