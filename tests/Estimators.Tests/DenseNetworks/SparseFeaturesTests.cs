using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

/// <summary>One-hot columns reach the network at the size of their codes and give the network that whole rows give.</summary>
public sealed class SparseFeaturesTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void FitAndTransform_WideOneHot_AllocateAFewBatchesOfWholeRows()
    {
        const int Rows = 20_000, Codes = 5_000;
        var data = OneHot(Rows, Codes);
        Assert.Equal(Codes, ((VectorDataViewType)data.Schema["Features"].Type).Size);
        var whole = (long)Rows * Codes * sizeof(float);
        var options = new DenseNetworkOptions { HiddenLayers = [8], Epochs = 1, BatchSize = 256, Dropout = 0 };

        var before = GC.GetAllocatedBytesForCurrentThread();
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options).Fit(data);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, whole / 4);
        Assert.Equal(Rows, model.History.TrainingRows + model.History.ValidationRows);

        before = GC.GetAllocatedBytesForCurrentThread();
        var scores = Samples.Column(model.Transform(data), "Score");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, whole / 8);
        Assert.Equal(Rows, scores.Length);
    }

    [Fact]
    public void Transform_WideRows_ScoresSmallerBatchesAhead()
    {
        const int Codes = 3_000;
        var data = new CountingView(OneHot(Codes, Codes));
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: new DenseNetworkOptions { HiddenLayers = [], Epochs = 1 }).Fit(OneHot(Codes, Codes));
        var scored = model.Transform(data);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        Assert.True(cursor.MoveNext());
        Assert.Equal((1 << 19) / Codes, data.Farthest);
    }

    [Theory]
    [InlineData(DenseNetworkPreset.Custom)]
    [InlineData(DenseNetworkPreset.RealMlp)]
    [InlineData(DenseNetworkPreset.TabMMini)]
    public void Fit_SparseFeatures_SameNetworkAndFileAsOfWholeRows(DenseNetworkPreset preset)
    {
        var data = OneHot(500, 90);
        var options = new DenseNetworkOptions { Preset = preset, HiddenLayers = [12], Epochs = 3, BatchSize = 64, Members = preset == DenseNetworkPreset.TabMMini ? 2 : 0 };
        var (asTheyCome, whole) = (new Recorder(expands: false), new Recorder(expands: true));
        var sparse = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options with { Engine = asTheyCome }).Fit(data);
        var dense = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: options with { Engine = whole }).Fit(data);
        Assert.Equal((true, true), (asTheyCome.SawSparse, whole.SawSparse));
        var scores = Samples.Column(sparse.Transform(data), "Score");
        Assert.Equal(Samples.Column(dense.Transform(data), "Score"), scores);
        Assert.Equal(Saved(dense, data), Saved(sparse, data));
    }

    [Fact]
    public void SaveLoad_SparseFeatures_SameScoresBothWays()
    {
        var raw = Raw(400, 80);
        var pipeline = _ml.Transforms.Categorical.OneHotEncoding("OneHot", "Code").Append(_ml.Transforms.Concatenate("Features", "OneHot", "Number"))
            .Append(_ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: new DenseNetworkOptions { HiddenLayers = [8], Epochs = 3 }));
        var model = pipeline.Fit(raw);
        var expected = Samples.Column(model.Transform(raw), "Score");
        foreach (var loaded in Files.BothTrips(_ml, model, raw))
        {
            Near(expected, Samples.Column(loaded.Transform(raw), "Score"));
        }
    }

    [Fact]
    public void Fit_DenseFeaturesOfTheSameWidth_AreKeptWhole()
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, 200).Select(i => new WideRow { Features = [.. Enumerable.Range(0, 64).Select(_ => random.NextSingle())], Flag = i % 2 == 0 }).ToList();
        var recorder = new Recorder(expands: false);
        _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: new DenseNetworkOptions { HiddenLayers = [4], Epochs = 1, Engine = recorder }).Fit(_ml.Data.LoadFromEnumerable(rows));
        Assert.False(recorder.SawSparse);
    }

    [Fact]
    public void Fit_RowsThatFillUpLater_AreKeptWholeAndInTheirPlaces()
    {
        // The first hundred rows are sparse, those after them full: what was stored must come out where it belongs.
        var random = new Random(2);
        var rows = Enumerable.Range(0, 400).Select(i => new WideRow { Features = [.. Enumerable.Range(0, 64).Select(j => i >= 100 || j == i % 64 ? 1 + random.NextSingle() : 0)], Flag = i % 3 == 0 }).ToList();
        var recorder = new Recorder(expands: false);
        _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: new DenseNetworkOptions { HiddenLayers = [], Epochs = 1, Standardize = false, ValidationFraction = 0, Engine = recorder })
            .Fit(_ml.Data.LoadFromEnumerable(rows));
        Assert.False(recorder.SawSparse);
        Assert.Equal(rows.SelectMany(row => row.Features), recorder.Train!.Features.Values.Take(400 * 64));
    }

    [Fact]
    public void Fit_InfinityInASparseRow_NamesRowAndFeature()
    {
        var raw = Rows(200, 80);
        raw[131].Number = float.NegativeInfinity;
        var data = _ml.Data.LoadFromEnumerable(raw);
        var pipeline = _ml.Transforms.Categorical.OneHotEncoding("OneHot", "Code").Append(_ml.Transforms.Concatenate("Features", "OneHot", "Number"))
            .Append(_ml.BinaryClassification.Trainers.DenseNetwork("Flag"));
        Assert.Contains("'Number' (Features[80]) of row 131", Assert.Throws<InvalidOperationException>(() => pipeline.Fit(data)).Message);
    }

    [Fact]
    public void Fit_SparseFeatures_TreesLearnFromThemToo()
    {
        var data = OneHot(600, 70);
        var trees = _ml.BinaryClassification.Trainers.BoostedTrees("Flag", options: new() { Boosting = new BoostingOptions { Trees = 60, MinRowsPerLeaf = 1, LearningRate = 0.3 } }).Fit(data);
        Assert.True(_ml.BinaryClassification.Evaluate(trees.Transform(data), "Flag").AreaUnderRocCurve > 0.9);
    }

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private static List<Coded> Rows(int rows, int codes)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, rows).Select(i =>
        {
            var code = i < codes ? i : random.Next(codes);
            return new Coded { Code = "c" + code, Number = random.NextSingle(), Flag = code % 3 == 0 };
        })];
    }

    private IDataView Raw(int rows, int codes) => _ml.Data.LoadFromEnumerable(Rows(rows, codes));

    private IDataView OneHot(int rows, int codes)
    {
        var raw = Raw(rows, codes);
        return _ml.Transforms.Categorical.OneHotEncoding("Features", "Code").Fit(raw).Transform(raw);
    }

    private byte[] Saved(ITransformer model, IDataView sample)
    {
        using var stream = new MemoryStream();
        _ml.Tuning().Save(model, sample, stream);
        return stream.ToArray();
    }

    private sealed class Coded
    {
        public string Code { get; set; } = "";

        public float Number { get; set; }

        public bool Flag { get; set; }
    }

    private sealed class WideRow
    {
        [VectorType(64)]
        public float[] Features { get; set; } = [];

        public bool Flag { get; set; }
    }

    /// <summary>The managed engine, which notes how rows come and, where asked, makes them whole.</summary>
    private sealed class Recorder(bool expands) : IEngine
    {
        private readonly ManagedEngine _inner = new();

        public string Name => "recorder";

        public bool SawSparse { get; private set; }

        public TrainingData? Train { get; private set; }

        public TrainingSession Start(NetworkSpec spec, TrainingOptions options, TrainingData train, TrainingData? validation)
        {
            (SawSparse, Train) = (train.IsSparse && validation?.IsSparse != false, train);
            return expands ? _inner.Start(spec, options, Whole(train), validation is null ? null : Whole(validation)) : _inner.Start(spec, options, train, validation);
        }

        private static TrainingData Whole(TrainingData data) => new(data.Features, data.Labels, data.Weights);
    }
}
