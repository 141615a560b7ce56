using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkEncodingTests
{
    private static readonly TableEncoderOptions Codes = new() { Kinds = [ColumnKind.Category, ColumnKind.Numeric, ColumnKind.Numeric, ColumnKind.Numeric] };
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(DenseNetworkPreset.Custom)]
    [InlineData(DenseNetworkPreset.RealMlp)]
    [InlineData(DenseNetworkPreset.Simple)]
    public void Encoding_CodesOfManyLevels_AreEmbeddedAndComeBackFromAFile(DenseNetworkPreset preset)
    {
        var data = View(20);
        var model = Fit(data, new DenseNetworkOptions { Preset = preset, HiddenLayers = [8], Epochs = 2, Encoding = Codes });
        Assert.Equal([21], model.Network.Spec.Categories);
        Assert.Equal(4, model.Network.Spec.Inputs);
        var expected = Scores(model, data);
        Assert.All(expected, score => Assert.True(float.IsFinite(score)));
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        Assert.Equal(expected, Scores(_ml.Model.Load(stream, out _), data));
        using var file = new MemoryStream();
        _ml.Tuning().Save(model, data, file);
        file.Position = 0;
        Assert.Equal(expected, Scores(_ml.Tuning().Load(file), data));

        // A code never seen is a level of its own.
        Assert.All(Scores(model, View(500)), score => Assert.True(float.IsFinite(score)));
    }

    [Theory]
    [InlineData(30, 23, 0)]
    [InlineData(0, 4, 1)]
    public void Encoding_OneHotLimit_DecidesWhatIsEmbedded(int limit, int inputs, int categories)
    {
        var spec = Fit(View(20), Samples.Quick with { Epochs = 1, Encoding = Codes with { OneHotLimit = limit } }).Network.Spec;
        Assert.Equal((inputs, categories), (spec.Inputs, spec.Categories.Count));
    }

    [Fact]
    public void Encoding_OutOfRange_IsListedWithTheRest()
    {
        var options = new DenseNetworkOptions { Members = -1, Encoding = new TableEncoderOptions { OneHotLimit = -2 } };
        var message = Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.DenseNetwork("Value", options: options)).Message;
        Assert.Contains("OneHotLimit is -2", message);
        Assert.Contains("Members is -1", message);
    }

    [Fact]
    public void History_BatchAboveTheRows_IsNoted()
    {
        var history = Fit(Samples.View(_ml, 100), Samples.Quick with { Epochs = 1, BatchSize = 4096 }).History;
        Assert.False(history.IsDiverged);
        Assert.Contains("it was lowered to 85", Assert.Single(history.Notes));
        Assert.Empty(Fit(Samples.View(_ml, 100), Samples.Quick with { Epochs = 1 }).History.Notes);
    }

    [Fact]
    public void History_NothingWatched_IsNoted()
    {
        Assert.Contains("There are 30 rows, too few to set a share aside", Assert.Single(Fit(Samples.View(_ml, 30), Samples.Quick with { Epochs = 1, BatchSize = 0 }).History.Notes));
        var unwatched = Samples.Quick with { Epochs = 1, BatchSize = 0, ValidationFraction = 0 };
        Assert.Empty(Fit(Samples.View(_ml, 30), unwatched).History.Notes);
        Assert.Contains("Patience is 3, but no epoch was watched", Assert.Single(Fit(Samples.View(_ml, 30), unwatched with { Patience = 3 }).History.Notes));
    }

    [Fact]
    public void History_Divergence_IsTold()
    {
        var options = Samples.Quick with { BatchNorm = false, Optimizer = OptimizerKind.Sgd, LearningRate = 1e30f, Schedule = LearningRateSchedule.Constant };
        var model = Fit(Samples.View(_ml, 100), options);
        Assert.True(model.History.IsDiverged);
        Assert.Contains(model.History.Notes, note => note.StartsWith("Training diverged in epoch ", StringComparison.Ordinal));
        Assert.All(Scores(model, Samples.View(_ml, 100)), score => Assert.True(float.IsFinite(score)));
    }

    private IDataView View(int levels)
    {
        var rows = Samples.Rows(200);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Features[0] = i % levels;
        }

        return _ml.Data.LoadFromEnumerable(rows);
    }

    private DenseNetworkTransformer Fit(IDataView data, DenseNetworkOptions options) => _ml.Regression.Trainers.DenseNetwork("Value", options: options).Fit(data);

    private static float[] Scores(ITransformer model, IDataView data) => Samples.Column(model.Transform(data), "Score");
}
