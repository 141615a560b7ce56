using Microsoft.ML;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkPresetTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(DenseNetworkPreset.RealMlp)]
    [InlineData(DenseNetworkPreset.TabM)]
    [InlineData(DenseNetworkPreset.TabMMini)]
    [InlineData(DenseNetworkPreset.Simple)]
    public void Fit_EveryPreset_LearnsAndComesBackFromAFile(DenseNetworkPreset preset)
    {
        var options = new DenseNetworkOptions { Preset = preset, HiddenLayers = [24, 24], Members = preset is DenseNetworkPreset.TabM or DenseNetworkPreset.TabMMini ? 4 : 0, Epochs = 24, BatchSize = 32, Seed = 2 };
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options).Fit(Samples.View(_ml));
        var test = Samples.View(_ml, 300, 9);
        Assert.True(_ml.BinaryClassification.Evaluate(model.Transform(test), "Flag").AreaUnderRocCurve > 0.93);
        using var file = new MemoryStream();
        _ml.Model.Save(model, test.Schema, file);
        file.Position = 0;
        var fresh = new MLContext(3);
        var loaded = fresh.Model.Load(file, out _);
        Assert.Equal(Samples.Column(model.Transform(test), "Score"), Samples.Column(loaded.Transform(Samples.View(fresh, 300, 9)), "Score"));
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
